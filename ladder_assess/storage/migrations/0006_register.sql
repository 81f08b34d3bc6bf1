-- The register of current local authorities: replaced as a whole when another file is taken.
CREATE TABLE local_authority (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    gss TEXT NOT NULL,
    type TEXT NOT NULL,
    type_name TEXT NOT NULL,
    nation TEXT NOT NULL,
    region TEXT NOT NULL,
    population INTEGER
);
