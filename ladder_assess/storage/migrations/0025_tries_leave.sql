-- Rate limits are counted in memory: no address of a respondent lies in the database any more.
DROP TABLE tried;
