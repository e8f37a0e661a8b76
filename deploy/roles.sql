-- The least that each account of PostgreSQL needs. Run once as a superuser, connected to the database `bkkhousing`;
-- set the passwords with \password afterwards.
--   bkkhousing_owner   migrations and restores: owns the tables
--   bkkhousing         web and workers: reads and writes rows, changes no table
--   bkkhousing_backup  backups: reads
CREATE ROLE bkkhousing_owner LOGIN;
CREATE ROLE bkkhousing LOGIN CONNECTION LIMIT 60;
CREATE ROLE bkkhousing_backup LOGIN CONNECTION LIMIT 2;

REVOKE ALL ON DATABASE bkkhousing FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE bkkhousing TO bkkhousing_owner, bkkhousing, bkkhousing_backup;
GRANT TEMPORARY ON DATABASE bkkhousing TO bkkhousing_owner;
GRANT USAGE, CREATE ON SCHEMA public TO bkkhousing_owner;
GRANT USAGE ON SCHEMA public TO bkkhousing, bkkhousing_backup;

-- What the owner makes from now on is usable by the others in their measure.
ALTER DEFAULT PRIVILEGES FOR ROLE bkkhousing_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO bkkhousing;
ALTER DEFAULT PRIVILEGES FOR ROLE bkkhousing_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO bkkhousing;
ALTER DEFAULT PRIVILEGES FOR ROLE bkkhousing_owner IN SCHEMA public
    GRANT SELECT ON TABLES TO bkkhousing_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE bkkhousing_owner IN SCHEMA public
    GRANT SELECT ON SEQUENCES TO bkkhousing_backup;

-- Nothing waits or runs for ever; a migration gives up waiting for a lock rather than stop the service.
ALTER ROLE bkkhousing SET lock_timeout = '10s';
ALTER ROLE bkkhousing SET statement_timeout = '15min';
ALTER ROLE bkkhousing SET idle_in_transaction_session_timeout = '5min';
ALTER ROLE bkkhousing_owner SET lock_timeout = '2s';
ALTER ROLE bkkhousing_backup SET default_transaction_read_only = on;
