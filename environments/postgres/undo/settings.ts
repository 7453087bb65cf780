/**
 * Settings of a server whose log is read to undo changes. What a slot's log is not read for is given
 * up at some point rather than filling the disk: its next reset copies the template.
 */
export const changeLogSettings: readonly string[] = [
  'wal_level=logical',
  'max_replication_slots=100',
  'max_wal_senders=100',
  'max_slot_wal_keep_size=4GB',
  'logical_decoding_work_mem=64MB',
]

/**
 * Of whoever reads the log and puts back: values are told and written as text, in forms that lose nothing whatever
 * the database is set to, and types are named in full. What is put back is written out, because the log is read up
 * to there only.
 */
export const undoSession = `SET search_path = pg_catalog; SET datestyle = ISO; SET intervalstyle = postgres; SET extra_float_digits = 1;
SET bytea_output = hex; SET timezone = UTC; SET xmloption = content; SET synchronous_commit = on; SET lock_timeout = '2s'`
