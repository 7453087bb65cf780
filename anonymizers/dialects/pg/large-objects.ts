/** The catalog's table of large objects: how statements that write them name what they write to. */
export const largeObjectTable = 'pg_catalog.pg_largeobject'

const number = String.raw`'?\d+'?`

/**
 * What pg_dump calls to make a large object and to open and close it; nothing of its content. Source:
 * src/bin/pg_dump/pg_backup_archiver.c (StartRestoreLO, EndRestoreLO), pg_backup_null.c (DropLOIfExists).
 */
export const opensLargeObject = new RegExp(
  String.raw`^select\s+pg_catalog\s*\.\s*(?:lo_create\s*\(\s*${number}\s*\)|lo_open\s*\(\s*${number}\s*,\s*\d+\s*\)|lo_close\s*\(\s*\d+\s*\)|lo_unlink\s*\(\s*${number}\s*\)|lo_unlink\s*\(\s*oid\s*\)\s+from\s+pg_catalog\.pg_largeobject_metadata\s+where\s+oid\s*=\s*${number})\s*;$`,
  'i',
)

/** A part of the content, in hexadecimal; the backslash is doubled with standard_conforming_strings off. */
export const writesLargeObject =
  /^select\s+pg_catalog\s*\.\s*lowrite\s*\(\s*\d+\s*,\s*'\\{1,2}x[\da-f]*'\s*\)\s*;$/i
