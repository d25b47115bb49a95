"""Who says it: statements, speakers, chains of sources, and whose words every other claim is."""
