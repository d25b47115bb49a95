"""Who is who: the chains of a whole record, grouped into people, bodies, offices and places."""
