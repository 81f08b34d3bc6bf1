-- No number of a row that has gone is given again, in any table: whoever waits to save knows a row by its number, and
-- so does an old page; both would meet another row, be it somebody else's. SQLite keeps the highest number given where
-- a table says AUTOINCREMENT, which changes nothing else of it: so the text of each is changed where it stands.
CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT);
DROP TABLE numbered;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ' id INTEGER PRIMARY KEY,', ' id INTEGER PRIMARY KEY AUTOINCREMENT,')
WHERE type = 'table' AND sql LIKE '% id INTEGER PRIMARY KEY,%';
PRAGMA writable_schema = RESET;
