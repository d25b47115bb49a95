CREATE TABLE meta ( "key" VARCHAR NOT NULL, value VARCHAR NOT NULL, PRIMARY KEY ("key") );
CREATE TABLE runs ( id VARCHAR NOT NULL, at VARCHAR NOT NULL, version VARCHAR NOT NULL, model VARCHAR NOT NULL, read INTEGER NOT NULL, known INTEGER NOT NULL, rejected INTEGER NOT NULL, claims INTEGER NOT NULL, PRIMARY KEY (id) );
CREATE TABLE entities ( id VARCHAR NOT NULL, kind VARCHAR NOT NULL, name TEXT NOT NULL, country VARCHAR, described BOOLEAN NOT NULL, coding VARCHAR, found_name TEXT, PRIMARY KEY (id) );
CREATE TABLE judgements ( id VARCHAR NOT NULL, "left" VARCHAR NOT NULL, "right" VARCHAR NOT NULL, same BOOLEAN NOT NULL, score FLOAT NOT NULL, "by" VARCHAR NOT NULL, at VARCHAR NOT NULL, reason TEXT NOT NULL, revoked_at VARCHAR, PRIMARY KEY (id) );
CREATE TABLE decisions ( id VARCHAR NOT NULL, act VARCHAR NOT NULL, "by" VARCHAR NOT NULL, at VARCHAR NOT NULL, why TEXT NOT NULL, "on" JSON NOT NULL, other JSON NOT NULL, told JSON NOT NULL, PRIMARY KEY (id) );
CREATE TABLE changed ( document VARCHAR NOT NULL, PRIMARY KEY (document) );
CREATE TABLE facts ( id VARCHAR NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (id) );
CREATE TABLE documents ( id VARCHAR NOT NULL, path TEXT NOT NULL, media_type VARCHAR NOT NULL, text TEXT NOT NULL, url TEXT, title TEXT, title_basis VARCHAR, byline TEXT, publisher TEXT, published JSON NOT NULL, candidates JSON NOT NULL, language VARCHAR, reader VARCHAR NOT NULL, run VARCHAR NOT NULL, given VARCHAR, PRIMARY KEY (id), FOREIGN KEY(run) REFERENCES runs (id) );
CREATE TABLE entity_names ( entity VARCHAR NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (entity, position), FOREIGN KEY(entity) REFERENCES entities (id) ON DELETE CASCADE );
CREATE TABLE entity_of ( chain VARCHAR NOT NULL, entity VARCHAR NOT NULL, PRIMARY KEY (chain), FOREIGN KEY(entity) REFERENCES entities (id) ON DELETE CASCADE );
CREATE TABLE rejected ( id VARCHAR NOT NULL, path TEXT NOT NULL, code VARCHAR NOT NULL, reason TEXT NOT NULL, run VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(run) REFERENCES runs (id) );
CREATE TABLE document_paths ( document VARCHAR NOT NULL, path TEXT NOT NULL, PRIMARY KEY (document, path), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE raw ( document VARCHAR NOT NULL, size INTEGER NOT NULL, zlib BLOB NOT NULL, PRIMARY KEY (document), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE blocks ( document VARCHAR NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind VARCHAR NOT NULL, PRIMARY KEY (document, position), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE sentences ( document VARCHAR NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (document, position), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE mentions ( id VARCHAR NOT NULL, document VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, head_start INTEGER NOT NULL, head_end INTEGER NOT NULL, kind VARCHAR NOT NULL, form VARCHAR NOT NULL, sentence INTEGER NOT NULL, chain VARCHAR NOT NULL, value TEXT, country VARCHAR, interval JSON, gender VARCHAR, number VARCHAR NOT NULL, score FLOAT NOT NULL, producer VARCHAR NOT NULL, members JSON NOT NULL, owner VARCHAR, unnamed VARCHAR, coding VARCHAR, location JSON, PRIMARY KEY (id), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE claims ( id VARCHAR NOT NULL, document VARCHAR NOT NULL, start INTEGER NOT NULL, kind VARCHAR NOT NULL, type VARCHAR NOT NULL, mode VARCHAR, context JSON NOT NULL, "when" JSON, when_start DATE, when_end DATE, known JSON, polarity VARCHAR NOT NULL, modality VARCHAR NOT NULL, background BOOLEAN NOT NULL, shown_by JSON, score FLOAT NOT NULL, producer VARCHAR NOT NULL, same_as VARCHAR, verdict VARCHAR, found JSON, first_run VARCHAR NOT NULL, last_run VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE, FOREIGN KEY(first_run) REFERENCES runs (id), FOREIGN KEY(last_run) REFERENCES runs (id) );
CREATE TABLE date_bounds ( document VARCHAR NOT NULL, joined BOOLEAN NOT NULL, position INTEGER NOT NULL, earliest DATE, latest DATE, rule VARCHAR NOT NULL, evidence JSON NOT NULL, PRIMARY KEY (document, joined, position), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE event_around ( document VARCHAR NOT NULL, around TEXT NOT NULL, PRIMARY KEY (document), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE copy_keys ( "key" BIGINT NOT NULL, document VARCHAR NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY ("key", document), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE ) WITHOUT ROWID;
CREATE TABLE overlaps ( "left" VARCHAR NOT NULL, "right" VARCHAR NOT NULL, relation VARCHAR NOT NULL, left_share FLOAT NOT NULL, right_share FLOAT NOT NULL, words INTEGER NOT NULL, PRIMARY KEY ("left", "right"), FOREIGN KEY("left") REFERENCES documents (id) ON DELETE CASCADE, FOREIGN KEY("right") REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE copies ( document VARCHAR NOT NULL, "group" VARCHAR NOT NULL, head VARCHAR NOT NULL, size INTEGER NOT NULL, relation VARCHAR, report VARCHAR NOT NULL, superseded_by VARCHAR, credit TEXT, outlet TEXT, PRIMARY KEY (document), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE arguments ( claim VARCHAR NOT NULL, position INTEGER NOT NULL, role VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, mention VARCHAR, value TEXT, described JSON, coding VARCHAR, measure VARCHAR, PRIMARY KEY (claim, position), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE, FOREIGN KEY(mention) REFERENCES mentions (id) );
CREATE TABLE evidence ( claim VARCHAR NOT NULL, position INTEGER NOT NULL, document VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, cue_start INTEGER, cue_end INTEGER, PRIMARY KEY (claim, position), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE, FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE );
CREATE TABLE attributions ( claim VARCHAR NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, cue TEXT, mention VARCHAR, medium TEXT, unnamed BOOLEAN NOT NULL, cue_start INTEGER, cue_end INTEGER, described JSON, PRIMARY KEY (claim, position), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE, FOREIGN KEY(mention) REFERENCES mentions (id) );
CREATE TABLE outlet_traits ( document VARCHAR NOT NULL, position INTEGER NOT NULL, mention VARCHAR NOT NULL, kind VARCHAR NOT NULL, value VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL, cue_start INTEGER, cue_end INTEGER, PRIMARY KEY (document, position), FOREIGN KEY(document) REFERENCES documents (id) ON DELETE CASCADE, FOREIGN KEY(mention) REFERENCES mentions (id) ON DELETE CASCADE );
CREATE TABLE content_vectors ( claim VARCHAR NOT NULL, space VARCHAR NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (claim), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE );
CREATE TABLE event_keys ( "key" BIGINT NOT NULL, claim VARCHAR NOT NULL, PRIMARY KEY ("key", claim), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE ) WITHOUT ROWID;
CREATE TABLE event_tellings ( claim VARCHAR NOT NULL, told TEXT NOT NULL, PRIMARY KEY (claim), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE );
CREATE TABLE foretold ( "plan" VARCHAR NOT NULL, claim VARCHAR NOT NULL, score FLOAT NOT NULL, PRIMARY KEY ("plan", claim), FOREIGN KEY("plan") REFERENCES claims (id) ON DELETE CASCADE, FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE );
CREATE TABLE fact_keys ( "key" BIGINT NOT NULL, claim VARCHAR NOT NULL, feature BIGINT NOT NULL, PRIMARY KEY ("key", claim), FOREIGN KEY(claim) REFERENCES claims (id) ON DELETE CASCADE ) WITHOUT ROWID;
CREATE VIRTUAL TABLE passage_words USING fts5(words, document UNINDEXED, "start" UNINDEXED, "end" UNINDEXED, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE claim_words USING fts5(words, claim UNINDEXED, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE content_words USING fts5(words, claim UNINDEXED, tokenize='porter unicode61 remove_diacritics 2');
INSERT INTO "meta" ("key", "value") VALUES('schema','7');
INSERT INTO "runs" ("id", "at", "version", "model", "read", "known", "rejected", "claims") VALUES('run:d5ab9ba6d1f586d0','2026-11-26T11:32:32.889282+00:00','0.1.0','tests 1',2,0,1,9);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:09d728aac45500c8','person','Émile Żak',NULL,0,NULL,NULL);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:0be931db33eef271','person','Otto Lind',NULL,0,NULL,NULL);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:0c5a28ab0cbf944f','person','Anna Berg','NO',0,NULL,NULL);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:180c379fee99e238','country','Norland','NO',0,NULL,NULL);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:4bc3766b0a172ac2','country','Sudland','SU',0,NULL,NULL);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:4d182cbde4470b52','group','The two',NULL,1,NULL,NULL);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:54187cf7f3aea8a7','place','Port Sud',NULL,0,NULL,NULL);
INSERT INTO "entities" ("id", "kind", "name", "country", "described", "coding", "found_name") VALUES('ent:bdcde711f4f55b9e','organisation','Coast Agency',NULL,0,NULL,NULL);
INSERT INTO "judgements" ("id", "left", "right", "same", "score", "by", "at", "reason", "revoked_at") VALUES('jud:1','doc:5153d64b8ca6f66f/berg','doc:5153d64b8ca6f66f/zak',1,0.9,'machine:tests','','',NULL);
INSERT INTO "documents" ("id", "path", "media_type", "text", "url", "title", "title_basis", "byline", "publisher", "published", "candidates", "language", "reader", "run", "given") VALUES('doc:51bf99c6c7027c05','/tmp/scale/art/a_visit.txt','text/plain','Norland''s president visits Sudland

President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday. "We agreed on the border," she said. Lind has headed the government since 2015.

Norland relies on Sudland for gas. The two will sign a treaty in October, the Coast Agency quoted Lind as saying. Thousands protested.',NULL,'Norland''s president visits Sudland','first line',NULL,NULL,'{"interval": {"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}, "basis": "url", "text": "2021-05-05"}','[{"interval": {"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}, "basis": "url", "text": "2021-05-05"}]',NULL,'tests 1','run:d5ab9ba6d1f586d0',NULL);
INSERT INTO "documents" ("id", "path", "media_type", "text", "url", "title", "title_basis", "byline", "publisher", "published", "candidates", "language", "reader", "run", "given") VALUES('doc:5153d64b8ca6f66f','/tmp/scale/art/b_reply.txt','text/plain','Opposition rejects border deal

=Émile Żak= said nothing had been agreed 🙂. Zak denied that Berg had met him.',NULL,'Opposition rejects border deal','first line',NULL,NULL,'{"interval": {"start": null, "end": null, "start_latest": null, "end_earliest": null, "extent": "within", "edtf": null, "text": null, "basis": null, "rule": null}, "basis": "unknown", "text": null}','[]',NULL,'tests 1','run:d5ab9ba6d1f586d0',NULL);
INSERT INTO "entity_names" ("entity", "position", "name") VALUES('ent:09d728aac45500c8',0,'Zak');
INSERT INTO "entity_names" ("entity", "position", "name") VALUES('ent:0be931db33eef271',0,'Lind');
INSERT INTO "entity_names" ("entity", "position", "name") VALUES('ent:0c5a28ab0cbf944f',0,'Berg');
INSERT INTO "entity_names" ("entity", "position", "name") VALUES('ent:180c379fee99e238',0,'Nordhaven');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:5153d64b8ca6f66f/berg','ent:0c5a28ab0cbf944f');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:5153d64b8ca6f66f/zak','ent:09d728aac45500c8');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:51bf99c6c7027c05/agency','ent:bdcde711f4f55b9e');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:51bf99c6c7027c05/berg','ent:0c5a28ab0cbf944f');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:51bf99c6c7027c05/lind','ent:0be931db33eef271');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:51bf99c6c7027c05/norland','ent:180c379fee99e238');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:51bf99c6c7027c05/port','ent:54187cf7f3aea8a7');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:51bf99c6c7027c05/sudland','ent:4bc3766b0a172ac2');
INSERT INTO "entity_of" ("chain", "entity") VALUES('doc:51bf99c6c7027c05/two','ent:4d182cbde4470b52');
INSERT INTO "rejected" ("id", "path", "code", "reason", "run") VALUES('rej:846637e324d51909','/tmp/scale/art/c_empty.txt','empty','the file is empty; nothing to do','run:d5ab9ba6d1f586d0');
INSERT INTO "raw" ("document", "size", "zlib") VALUES('doc:51bf99c6c7027c05',335,X'789C3D904D4EC3400C85F739C553376C5004481C00D8425B894AACDD8E3BB1948E8BEDB4CAED994981E58CDFCF67AFD5462AE9CE713676495C02177109C7E794DAA8EBB6FF93975208AF6C197AC4FA66C589035B9313E3438A78B06113A178973A9482AD5AB43068C16E624F34F7587D31281BF3F21D0363AF96D8EE57F0FA7092D4DF1206720C4CA92A9B2CEB85AD9C1A8D4B39309E1E1E9FFBAEFBA3311E85BD85FEF2E3A8864CDE6357ED71555C651CAB391710C298626E989B43E8BE022C2D6F4A5ED7CD5C0E33BE278DDABED05418A7594A6E713A792D68A7AB82BA78EA7F00E8D67545');
INSERT INTO "raw" ("document", "size", "zlib") VALUES('doc:5153d64b8ca6f66f',114,X'789C25CBB11182401085E19C2A5E0574404203E6660BFB865BE0F698BBADC0CC128C2CC4D0B11F4B9019D37FBEFF721CA559587154AE9CA3612A5559A194BDEB86F73DDB4E7C5EB20D68620A2F91CC1724514CA443964A2ABECFC7ADC755B673753B4324098CAC7F9A194896FB1FBC362A64');
INSERT INTO "blocks" ("document", "position", "start", "end", "kind") VALUES('doc:51bf99c6c7027c05',0,0,34,'title');
INSERT INTO "blocks" ("document", "position", "start", "end", "kind") VALUES('doc:51bf99c6c7027c05',1,36,199,'body');
INSERT INTO "blocks" ("document", "position", "start", "end", "kind") VALUES('doc:51bf99c6c7027c05',2,201,335,'body');
INSERT INTO "blocks" ("document", "position", "start", "end", "kind") VALUES('doc:5153d64b8ca6f66f',0,0,30,'title');
INSERT INTO "blocks" ("document", "position", "start", "end", "kind") VALUES('doc:5153d64b8ca6f66f',1,32,109,'body');
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:51bf99c6c7027c05',0,0,34);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:51bf99c6c7027c05',1,36,119);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:51bf99c6c7027c05',2,120,156);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:51bf99c6c7027c05',3,157,199);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:51bf99c6c7027c05',4,201,235);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:51bf99c6c7027c05',5,236,314);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:51bf99c6c7027c05',6,315,335);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:5153d64b8ca6f66f',0,0,30);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:5153d64b8ca6f66f',1,32,75);
INSERT INTO "sentences" ("document", "position", "start", "end") VALUES('doc:5153d64b8ca6f66f',2,76,109);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:841caf84d4c0e606','doc:51bf99c6c7027c05',46,55,'Anna Berg',46,55,'person','name',0,'doc:51bf99c6c7027c05/berg',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:6b49705487010753','doc:51bf99c6c7027c05',147,150,'she',147,150,'person','pronoun',0,'doc:51bf99c6c7027c05/berg',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:abb1c34358439b3b','doc:51bf99c6c7027c05',86,95,'Otto Lind',86,95,'person','name',0,'doc:51bf99c6c7027c05/lind',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:1eb1e7c7a565a3c3','doc:51bf99c6c7027c05',157,161,'Lind',157,161,'person','name',0,'doc:51bf99c6c7027c05/lind',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:54e4ad3d6116ab81','doc:51bf99c6c7027c05',299,303,'Lind',299,303,'person','name',0,'doc:51bf99c6c7027c05/lind',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:097092dd85672835','doc:51bf99c6c7027c05',59,66,'Norland',59,66,'country','name',0,'doc:51bf99c6c7027c05/norland',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:97bdbe3692c21d4f','doc:51bf99c6c7027c05',201,208,'Norland',201,208,'country','name',0,'doc:51bf99c6c7027c05/norland',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:36571be7e3dcada2','doc:51bf99c6c7027c05',219,226,'Sudland',219,226,'country','name',0,'doc:51bf99c6c7027c05/sudland',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:b6695499e239ed55','doc:51bf99c6c7027c05',99,107,'Port Sud',99,107,'place','name',0,'doc:51bf99c6c7027c05/port',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:b1051dd175c60b21','doc:51bf99c6c7027c05',36,45,'President',36,45,'office','nominal',0,'doc:51bf99c6c7027c05/president','President',NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:c3ab74352c5d0c1f','doc:51bf99c6c7027c05',236,243,'The two',236,243,'group','nominal',0,'doc:51bf99c6c7027c05/two',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:053278130e4e6a86','doc:51bf99c6c7027c05',279,291,'Coast Agency',279,291,'organisation','name',0,'doc:51bf99c6c7027c05/agency',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:f8cc7fd652c7fd77','doc:51bf99c6c7027c05',315,324,'Thousands',315,324,'quantity','nominal',0,'doc:51bf99c6c7027c05/crowd','thousands',NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:63e2602c22ccbe6c','doc:5153d64b8ca6f66f',33,42,'Émile Żak',33,42,'person','name',0,'doc:5153d64b8ca6f66f/zak',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:46a464da8f9977f5','doc:5153d64b8ca6f66f',76,79,'Zak',76,79,'person','name',0,'doc:5153d64b8ca6f66f/zak',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:4709ffb9d1f96546','doc:5153d64b8ca6f66f',92,96,'Berg',92,96,'person','name',0,'doc:5153d64b8ca6f66f/berg',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "mentions" ("id", "document", "start", "end", "text", "head_start", "head_end", "kind", "form", "sentence", "chain", "value", "country", "interval", "gender", "number", "score", "producer", "members", "owner", "unnamed", "coding", "location") VALUES('men:d2eccb02a9f9b7a0','doc:5153d64b8ca6f66f',105,108,'him',105,108,'person','pronoun',0,'doc:5153d64b8ca6f66f/zak',NULL,NULL,NULL,NULL,'sg',1.0,'detect','[]',NULL,NULL,NULL,NULL);
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:5c1f52ae65f79e20','doc:51bf99c6c7027c05',36,'event','CONSULT','meet','["diplomatic"]','{"start": "2021-05-04", "end": "2021-05-05", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-04", "text": "on Tuesday", "basis": "publication date", "rule": null}','2021-05-04','2021-05-05','{"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}','affirmed','asserted',0,NULL,0.9,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:97e120aa3f268bea','doc:51bf99c6c7027c05',36,'tenure','head_of_state',NULL,'[]',NULL,NULL,NULL,'{"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}','affirmed','asserted',0,NULL,0.95,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:b0e3004db88947ed','doc:51bf99c6c7027c05',120,'statement','direct','say','[]','{"start": "2021-05-04", "end": "2021-05-05", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-04", "text": "on Tuesday", "basis": "publication date", "rule": null}','2021-05-04','2021-05-05','{"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}','affirmed','asserted',0,NULL,1.0,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:5516ce06b9819902','doc:51bf99c6c7027c05',157,'tenure','head_of_government',NULL,'[]','{"start": "2015-01-01", "end": null, "start_latest": "2015-12-31", "end_earliest": null, "extent": "throughout", "edtf": "2015/..", "text": null, "basis": null, "rule": null}','2015-01-01',NULL,'{"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}','affirmed','asserted',0,NULL,1.0,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:92eefb341ae71320','doc:51bf99c6c7027c05',201,'tie','relies_on',NULL,'[]',NULL,NULL,NULL,'{"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}','affirmed','asserted',0,NULL,1.0,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:617fb642a8317667','doc:51bf99c6c7027c05',236,'event','SIGN',NULL,'[]','{"start": "2021-10-01", "end": "2021-11-01", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-10", "text": "in October", "basis": null, "rule": null}','2021-10-01','2021-11-01','{"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}','affirmed','planned',0,'[{"start": 244, "end": 248, "text": "will"}]',0.6,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:ebf1786f9ba87053','doc:51bf99c6c7027c05',315,'event','PROTEST',NULL,'[]',NULL,NULL,NULL,'{"start": "2021-05-05", "end": "2021-05-06", "start_latest": null, "end_earliest": null, "extent": "within", "edtf": "2021-05-05", "text": null, "basis": null, "rule": null}','affirmed','asserted',0,NULL,1.0,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:1d57ddc9aab2f2af','doc:5153d64b8ca6f66f',32,'statement','indirect','say','[]',NULL,NULL,NULL,NULL,'affirmed','asserted',0,NULL,1.0,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "claims" ("id", "document", "start", "kind", "type", "mode", "context", "when", "when_start", "when_end", "known", "polarity", "modality", "background", "shown_by", "score", "producer", "same_as", "verdict", "found", "first_run", "last_run") VALUES('clm:35850154840cbb69','doc:5153d64b8ca6f66f',76,'event','CONSULT',NULL,'[]',NULL,NULL,NULL,NULL,'negated','asserted',0,NULL,1.0,'extract',NULL,NULL,NULL,'run:d5ab9ba6d1f586d0','run:d5ab9ba6d1f586d0');
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:5c1f52ae65f79e20',0,'actor',46,55,'Anna Berg','men:841caf84d4c0e606',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:5c1f52ae65f79e20',1,'actor',86,95,'Otto Lind','men:abb1c34358439b3b',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:5c1f52ae65f79e20',2,'place',99,107,'Port Sud','men:b6695499e239ed55',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:97e120aa3f268bea',0,'holder',46,55,'Anna Berg','men:841caf84d4c0e606',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:97e120aa3f268bea',1,'office',36,45,'President','men:b1051dd175c60b21',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:97e120aa3f268bea',2,'organisation',59,66,'Norland','men:097092dd85672835',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:b0e3004db88947ed',0,'speaker',147,150,'she','men:6b49705487010753',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:b0e3004db88947ed',1,'content',121,144,'We agreed on the border',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:b0e3004db88947ed',2,'cue',151,155,'said',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:5516ce06b9819902',0,'holder',157,161,'Lind','men:1eb1e7c7a565a3c3',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:5516ce06b9819902',1,'organisation',177,187,'government',NULL,'Sudland',NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:92eefb341ae71320',0,'subject',201,208,'Norland','men:97bdbe3692c21d4f',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:92eefb341ae71320',1,'object',219,226,'Sudland','men:36571be7e3dcada2',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:92eefb341ae71320',2,'theme',231,234,'gas',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:617fb642a8317667',0,'actor',236,243,'The two','men:c3ab74352c5d0c1f',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:617fb642a8317667',1,'theme',254,262,'a treaty',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:ebf1786f9ba87053',0,'magnitude',315,324,'Thousands','men:f8cc7fd652c7fd77',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:1d57ddc9aab2f2af',0,'speaker',33,42,'Émile Żak','men:63e2602c22ccbe6c',NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:1d57ddc9aab2f2af',1,'content',32,72,'=Émile Żak= said nothing had been agreed',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "arguments" ("claim", "position", "role", "start", "end", "text", "mention", "value", "described", "coding", "measure") VALUES('clm:35850154840cbb69',0,'actor',92,96,'Berg','men:4709ffb9d1f96546',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:5c1f52ae65f79e20',0,'doc:51bf99c6c7027c05',36,119,'President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday.','and''s president visits Sudland

',' "We agreed on the border," she ',67,70);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:97e120aa3f268bea',0,'doc:51bf99c6c7027c05',36,119,'President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday.','and''s president visits Sudland

',' "We agreed on the border," she ',NULL,NULL);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:b0e3004db88947ed',0,'doc:51bf99c6c7027c05',120,156,'"We agreed on the border," she said.','to Lind in Port Sud on Tuesday. ',' Lind has headed the government ',151,155);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:5516ce06b9819902',0,'doc:51bf99c6c7027c05',157,199,'Lind has headed the government since 2015.','greed on the border," she said. ','

Norland relies on Sudland for ',NULL,NULL);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:92eefb341ae71320',0,'doc:51bf99c6c7027c05',201,235,'Norland relies on Sudland for gas.','ded the government since 2015.

',' The two will sign a treaty in O',209,218);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:617fb642a8317667',0,'doc:51bf99c6c7027c05',236,314,'The two will sign a treaty in October, the Coast Agency quoted Lind as saying.','land relies on Sudland for gas. ',' Thousands protested.',249,253);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:ebf1786f9ba87053',0,'doc:51bf99c6c7027c05',315,335,'Thousands protested.','t Agency quoted Lind as saying. ','',325,334);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:1d57ddc9aab2f2af',0,'doc:5153d64b8ca6f66f',32,75,'=Émile Żak= said nothing had been agreed 🙂.','Opposition rejects border deal

',' Zak denied that Berg had met hi',NULL,NULL);
INSERT INTO "evidence" ("claim", "position", "document", "start", "end", "quote", "prefix", "suffix", "cue_start", "cue_end") VALUES('clm:35850154840cbb69',0,'doc:5153d64b8ca6f66f',76,109,'Zak denied that Berg had met him.','said nothing had been agreed 🙂. ','',NULL,NULL);
INSERT INTO "attributions" ("claim", "position", "start", "end", "text", "cue", "mention", "medium", "unnamed", "cue_start", "cue_end", "described") VALUES('clm:617fb642a8317667',0,279,291,'Coast Agency','quoted','men:053278130e4e6a86',NULL,0,NULL,NULL,NULL);
INSERT INTO "attributions" ("claim", "position", "start", "end", "text", "cue", "mention", "medium", "unnamed", "cue_start", "cue_end", "described") VALUES('clm:617fb642a8317667',1,299,303,'Lind','saying','men:54e4ad3d6116ab81',NULL,0,NULL,NULL,NULL);
INSERT INTO "attributions" ("claim", "position", "start", "end", "text", "cue", "mention", "medium", "unnamed", "cue_start", "cue_end", "described") VALUES('clm:35850154840cbb69',0,76,79,'Zak','denied','men:46a464da8f9977f5',NULL,0,NULL,NULL,NULL);
INSERT INTO "passage_words" ("words", "document", "start", "end") VALUES('Norland''s president visits Sudland','doc:51bf99c6c7027c05',0,34);
INSERT INTO "passage_words" ("words", "document", "start", "end") VALUES('President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday. "We agreed on the border," she said. Lind has headed the government since 2015.','doc:51bf99c6c7027c05',36,199);
INSERT INTO "passage_words" ("words", "document", "start", "end") VALUES('Norland relies on Sudland for gas. The two will sign a treaty in October, the Coast Agency quoted Lind as saying. Thousands protested.','doc:51bf99c6c7027c05',201,335);
INSERT INTO "passage_words" ("words", "document", "start", "end") VALUES('Opposition rejects border deal','doc:5153d64b8ca6f66f',0,30);
INSERT INTO "passage_words" ("words", "document", "start", "end") VALUES('=Émile Żak= said nothing had been agreed 🙂. Zak denied that Berg had met him.','doc:5153d64b8ca6f66f',32,109);
INSERT INTO "claim_words" ("words", "claim") VALUES('President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday.
event
CONSULT
meet','clm:5c1f52ae65f79e20');
INSERT INTO "claim_words" ("words", "claim") VALUES('President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday.
tenure
head of state
President','clm:97e120aa3f268bea');
INSERT INTO "claim_words" ("words", "claim") VALUES('"We agreed on the border," she said.
statement
direct
say','clm:b0e3004db88947ed');
INSERT INTO "claim_words" ("words", "claim") VALUES('Lind has headed the government since 2015.
tenure
head of government
Sudland','clm:5516ce06b9819902');
INSERT INTO "claim_words" ("words", "claim") VALUES('Norland relies on Sudland for gas.
tie
relies on','clm:92eefb341ae71320');
INSERT INTO "claim_words" ("words", "claim") VALUES('The two will sign a treaty in October, the Coast Agency quoted Lind as saying.
event
SIGN','clm:617fb642a8317667');
INSERT INTO "claim_words" ("words", "claim") VALUES('Thousands protested.
event
PROTEST
thousands','clm:ebf1786f9ba87053');
INSERT INTO "claim_words" ("words", "claim") VALUES('=Émile Żak= said nothing had been agreed 🙂.
statement
indirect
say','clm:1d57ddc9aab2f2af');
INSERT INTO "claim_words" ("words", "claim") VALUES('Zak denied that Berg had met him.
event
CONSULT','clm:35850154840cbb69');
INSERT INTO "content_words" ("words", "claim") VALUES('We agreed on the border','clm:b0e3004db88947ed');
INSERT INTO "content_words" ("words", "claim") VALUES('=Émile Żak= said nothing had been agreed','clm:1d57ddc9aab2f2af');
CREATE INDEX entities_found ON entities (coalesce(found_name, name));
CREATE INDEX decisions_act ON decisions (act);
CREATE INDEX entity_of_entity ON entity_of (entity);
CREATE INDEX mentions_chain ON mentions (chain);
CREATE INDEX mentions_document ON mentions (document);
CREATE INDEX claims_same_as ON claims (same_as);
CREATE INDEX claims_kind ON claims (kind);
CREATE INDEX claims_document ON claims (document);
CREATE INDEX claims_when ON claims (when_start);
CREATE INDEX copy_keys_document ON copy_keys (document);
CREATE INDEX overlaps_right ON overlaps ("right");
CREATE INDEX copies_group ON copies ("group");
CREATE INDEX arguments_value ON arguments (value) WHERE mention IS NULL;
CREATE INDEX arguments_mention ON arguments (mention);
CREATE INDEX evidence_document ON evidence (document);
CREATE INDEX attributions_mention ON attributions (mention);
CREATE INDEX event_keys_claim ON event_keys (claim);
CREATE INDEX foretold_claim ON foretold (claim);
CREATE INDEX fact_keys_claim ON fact_keys (claim);
PRAGMA user_version = 7;
PRAGMA application_id = 1279611983;
