import { charsetOfDump } from '../charsets/charset-on-wire.ts'
import type { Archive } from './archive.ts'
import { largeObjectData } from './archive.ts'
import { rowsOf } from './entry-rows.ts'
import { definitionOf, largeObjectsAsSql, placeOfLargeObjects } from './large-objects.ts'
import { written } from './names.ts'
import { hasOwner } from './owned-kinds.ts'
import type { TocEntry } from './toc.ts'

/** Who reads the text: a server, or only those who look for what must be masked. */
export type Purpose = 'restore' | 'look'

/**
 * An archive as plain SQL, the way `pg_restore -f -` prints it: definitions and rows in the order of the
 * contents, then privileges, then what must come after those. Source: PostgreSQL,
 * src/bin/pg_dump/pg_backup_archiver.c (RestoreArchive, _printTocEntry).
 *
 * To `look`, what is printed only on request (the database itself) comes last, and an empty large object
 * stands for all.
 *
 * @throws POLIGON_SOURCE
 */
export async function* plainText(
  archive: Archive,
  purpose: Purpose,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const { toc } = archive
  const printed = createPrinter()
  const charset = charsetOfDump('postgres', toc.encoding)
  const bytesOf = (text: string) =>
    typeof charset === 'string' ? Buffer.from(text) : charset.encode(text)
  yield bytesOf(opening(archive))
  for (const pass of ['main', 'privileges', 'last'] as const)
    for (const entry of toc.entries) {
      if (passOf(entry) !== pass || !isPrinted(entry)) continue
      if (purpose === 'look' && isLargeObject(entry)) {
        if (entry.hasData) yield Buffer.from(placeOfLargeObjects)
        continue
      }
      yield bytesOf(printed(entry))
      if (!entry.hasData) continue
      if (entry.kind === largeObjectData) {
        yield* largeObjectsAsSql(archive, entry)
        continue
      }
      yield bytesOf(entry.copy)
      yield* rowsOf(archive, entry, onRead)
      yield Buffer.from('\n\n')
    }
  if (purpose === 'look')
    for (const entry of toc.entries)
      if (isOfDatabase(entry)) yield bytesOf(`${entry.definition}\n\n`)
  yield Buffer.from('--\n-- PostgreSQL database dump complete\n--\n\n')
}

/** Large objects, and what makes them before their content comes. */
export const isLargeObject = ({ kind }: TocEntry): boolean =>
  kind === 'BLOB' || kind === 'BLOB METADATA' || kind === largeObjectData

const isOfDatabase = ({ kind, tag }: TocEntry): boolean =>
  kind === 'DATABASE' ||
  kind === 'DATABASE PROPERTIES' ||
  (['ACL', 'COMMENT', 'SECURITY LABEL'].includes(kind) && tag.startsWith('DATABASE '))

/** What the opening of the text says already. */
const settings = ['ENCODING', 'STDSTRINGS', 'SEARCHPATH']

const isPrinted = (entry: TocEntry): boolean =>
  !settings.includes(entry.kind) &&
  !isOfDatabase(entry) &&
  (entry.hasData || entry.definition !== '')

function passOf({ kind, tag }: TocEntry): 'main' | 'privileges' | 'last' {
  if (['ACL', 'ACL LANGUAGE', 'DEFAULT ACL'].includes(kind)) return 'privileges'
  const follows =
    ['EVENT TRIGGER', 'MATERIALIZED VIEW DATA'].includes(kind) ||
    (kind === 'COMMENT' && tag.startsWith('EVENT TRIGGER '))
  return follows ? 'last' : 'main'
}

function opening({ toc }: Archive): string {
  const setting = (kind: string) => toc.entries.find((entry) => entry.kind === kind)?.definition
  const versions =
    (toc.serverVersion === undefined
      ? ''
      : `-- Dumped from database version ${onOneLine(toc.serverVersion)}\n`) +
    (toc.dumpVersion === undefined
      ? ''
      : `-- Dumped by pg_dump version ${onOneLine(toc.dumpVersion)}\n`)
  return `--
-- PostgreSQL database dump
--

${versions}
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
${setting('ENCODING') ?? "SET client_encoding = 'SQL_ASCII';\n"}${setting('STDSTRINGS') ?? 'SET standard_conforming_strings = off;\n'}${setting('SEARCHPATH') ?? ''}SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

`
}

/** What is said before an entry depends on those before it. */
function createPrinter(): (entry: TocEntry) => string {
  let tablespace: string | undefined
  let accessMethod: string | undefined
  return (entry) => {
    let text = ''
    if (entry.tablespace !== undefined && entry.tablespace !== tablespace) {
      tablespace = entry.tablespace
      text += `SET default_tablespace = ${tablespace === '' ? "''" : written(tablespace)};\n\n`
    }
    const method = entry.accessMethod
    if (method !== undefined && !entry.partitioned && method !== accessMethod) {
      accessMethod = method
      text += `SET default_table_access_method = ${written(method)};\n\n`
    }
    text += heading(entry)
    const definition = definitionOf(entry)
    if (definition !== '') text += `${definition}\n\n`
    if (method !== undefined && entry.partitioned)
      text += `ALTER TABLE ${written(entry.namespace)}.${written(entry.tag)} SET ACCESS METHOD ${written(method)};\n\n`
    return text + ownership(entry)
  }
}

function heading({ tag, kind, namespace, owner, tablespace, hasData }: TocEntry): string {
  const place = tablespace ? `; Tablespace: ${onOneLine(tablespace)}` : ''
  const about = `Name: ${onOneLine(tag)}; Type: ${kind}; Schema: ${onOneLine(namespace) || '-'}; Owner: ${onOneLine(owner) || '-'}`
  return `--\n-- ${hasData ? 'Data for ' : ''}${about}${place}\n--\n\n`
}

/** The statement that drops a thing names it as the one does that gives it to its owner. */
function ownership({ kind, tag, drop, owner }: TocEntry): string {
  if (kind === 'BLOB' && owner !== '')
    return `ALTER LARGE OBJECT ${tag} OWNER TO ${written(owner)};\n\n`
  if (owner === '' || !hasOwner.has(kind)) return ''
  const [, dropped] = /^DROP ([^;]+);\s*$/.exec(drop) ?? []
  // A schema that every database has is not dropped, and has an owner all the same.
  const thing = dropped ?? (kind === 'SCHEMA' && drop !== '' ? `SCHEMA ${written(tag)}` : undefined)
  return thing === undefined ? '' : `ALTER ${thing} OWNER TO ${written(owner)};\n\n`
}

const onOneLine = (text: string): string => text.replaceAll(/[\r\n]/g, ' ')
