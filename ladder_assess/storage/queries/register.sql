-- name: forget_authorities()!
DELETE FROM local_authority;

-- name: insert_authority(code, name, gss, type, type_name, nation, region, population)!
INSERT INTO local_authority (code, name, gss, type, type_name, nation, region, population)
VALUES (:code, :name, :gss, :type, :type_name, :nation, :region, :population);

-- name: list_authorities()
SELECT code, name, gss, type, type_name, nation, region, population FROM local_authority
ORDER BY name, code;

-- name: find_authority(code)^
SELECT code, name, gss, type, type_name, nation, region, population FROM local_authority
WHERE code = :code;

-- name: count_authorities()^
SELECT count(*) AS number FROM local_authority;
