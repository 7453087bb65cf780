/**
 * Settings of a server whose log is read to undo changes. What a slot's log is not read for is given
 * up at some point rather than filling the disk: its next reset copies the template.
 */
export const changeLogSettings: readonly string[] = [
  'wal_level=logical',
  'max_replication_slots=100',
  'max_slot_wal_keep_size=4GB',
  'logical_decoding_work_mem=64MB',
]
