import { say, type Redacted } from '../../../core/redacted.ts'
import { nameOf } from './entry-kinds.ts'
import type { NewEntry } from './entry.ts'

/** What a plain dump sets for what follows, and does not make. */
export interface Session {
  /** Of the tables and indexes that follow; undefined: nothing is said. */
  readonly tablespace: string | undefined
  readonly accessMethod: string | undefined
  /** Undefined: the statement sets nothing; else that it was taken, or why it cannot be. */
  take(statement: string): 'taken' | Redacted | undefined
  /** Of what an archive says before everything else. */
  entries(areHeaded: boolean): readonly NewEntry[]
  database(): string | undefined
}

/** pg_restore sets these itself. Source: pg_backup_archiver.c (_doSetFixedOutputState). */
const fixed =
  /^set (?:session |local )?(?:statement_timeout|lock_timeout|idle_in_transaction_session_timeout|transaction_timeout|check_function_bodies|xmloption|xml option|client_min_messages|row_security|escape_string_warning|default_with_oids\s*=\s*(?:false|off))\b/i
/** What holds an archive's entries together, or guards it against rows that act as commands. */
const frame =
  /^(?:begin|start transaction|commit|end)(?: work| transaction)?\s*;$|^\\(?:un)?restrict\b|^;$/i
const authorization = /^(?:set|reset) session authorization\b/i

export function createSession(): Session {
  let tablespace: string | undefined
  let accessMethod: string | undefined
  let encoding = 'UTF8'
  let standardStrings = 'on'
  const paths = new Set<string>()
  let database: string | undefined

  return {
    get tablespace() {
      return tablespace
    },
    get accessMethod() {
      return accessMethod
    },
    take(statement) {
      if (fixed.test(statement) || frame.test(statement) || authorization.test(statement))
        return 'taken'
      const connected = /^\\connect\s+(\S.*?)\s*$/.exec(statement)?.[1]
      if (connected !== undefined) {
        if (database !== undefined && database !== connected)
          return say`The dump holds several databases; an archive holds one.`
        database = connected
        return 'taken'
      }
      const path = /^select\s+pg_catalog\s*\.\s*set_config\s*\(\s*'search_path'/i.test(statement)
      if (path || /^set\s+search_path\b/i.test(statement)) {
        paths.add(statement)
        return 'taken'
      }
      const [, setting, value] =
        /^set\s+(?:session\s+)?(\w+)\s*(?:=|to)\s*(.*?)\s*;$/is.exec(statement) ?? []
      if (setting === undefined || value === undefined) return undefined
      if (/^default_tablespace$/i.test(setting)) tablespace = value === "''" ? '' : nameOf(value)
      else if (/^default_table_access_method$/i.test(setting)) accessMethod = nameOf(value)
      else if (/^client_encoding$/i.test(setting)) encoding = value.replaceAll("'", '')
      else if (/^standard_conforming_strings$/i.test(setting))
        standardStrings = /^'?(?:on|true|1|yes)'?$/i.test(value) ? 'on' : 'off'
      else return undefined
      return 'taken'
    },
    entries(areHeaded) {
      const [path, ...more] = paths
      // Older ones set the path for each thing by itself, as pg_restore then does by its schema.
      const isOne = path !== undefined && more.length === 0 && !(areHeaded && eachItsOwn.test(path))
      return [
        setting('ENCODING', `SET client_encoding = '${encoding}';`),
        setting('STDSTRINGS', `SET standard_conforming_strings = '${standardStrings}';`),
        ...(isOne ? [setting('SEARCHPATH', path)] : []),
      ]
    },
    database: () => (database === undefined ? undefined : nameOf(database) || database),
  }
}

const eachItsOwn = /^set\s+search_path\s*=\s*\S+, pg_catalog;/i

const setting = (kind: string, definition: string): NewEntry => ({
  kind,
  tag: kind,
  section: 'pre-data',
  namespace: '',
  owner: '',
  definition,
  drop: '',
  copy: '',
  data: undefined,
  names: {},
})
