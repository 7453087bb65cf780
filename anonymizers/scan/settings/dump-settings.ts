import type { EngineFamily } from '../../../core/contracts/dump.ts'
import type { ServerSettings } from '../../../core/contracts/server-settings.ts'

/** What the statements of a dump tell of the server that it comes from. */
export interface DumpSettings {
  /** Takes the statements in their order, with the comments before them. */
  see(sql: string): void
  found(): ServerSettings
}

/** @param family - of the dialect; a dump of MariaDB says so itself. */
export function createDumpSettings(family: EngineFamily): DumpSettings {
  let version: string | undefined
  let isMariadb = false
  const settings = new Map<string, string>()
  const extensions = new Set<string>()
  const charsets = new Map<string, number>()
  const put = (name: string, value: string | undefined) => {
    if (value !== undefined && !settings.has(name)) settings.set(name, value)
  }
  const ofPostgres = (sql: string) => {
    version ??= /^-- Dumped from database version (\d[\w.]*)/m.exec(sql)?.[1]
    put('server_encoding', /^SET client_encoding = '([\w-]+)'/m.exec(sql)?.[1])
    const [, extension] = /^CREATE EXTENSION (?:IF NOT EXISTS )?"?([\w-]+)"?/m.exec(sql) ?? []
    if (extension !== undefined && extension !== 'plpgsql') extensions.add(extension)
    if (!/^CREATE DATABASE /m.test(sql)) return
    const locale = /\bLOCALE = '([^']+)'/.exec(sql)?.[1]
    put('lc_collate', /\bLC_COLLATE = '([^']+)'/.exec(sql)?.[1] ?? locale)
    put('lc_ctype', /\bLC_CTYPE = '([^']+)'/.exec(sql)?.[1] ?? locale)
  }
  const ofMysql = (sql: string) => {
    version ??= /^-- Server version\t(\d[\w.-]*)/m.exec(sql)?.[1]
    isMariadb ||= /^-- MariaDB dump/m.test(sql)
    const plain = sql.replaceAll(/\/\*M?!\d{0,6}|\*\//g, ' ')
    if (/^\s*CREATE\s+DATABASE\b/im.test(plain)) {
      put('character_set_database', /\bCHARACTER SET\s*=?\s*(\w+)/i.exec(plain)?.[1])
      put('collation_database', /\bCOLLATE\s*=?\s*(\w+)/i.exec(plain)?.[1])
    }
    // Before a trigger or routine stands the mode that it was made in; at the head the dump's own.
    put('sql_mode', /^\s*SET sql_mode\s*=\s*'([A-Z_,]*)'/m.exec(plain)?.[1])
    const [, charset, collation = ''] =
      /^\)[^\n]*\bDEFAULT CHARSET=(\w+)(?: COLLATE=(\w+))?/m.exec(sql) ?? []
    if (charset === undefined) return
    const key = `${charset} ${collation}`
    charsets.set(key, (charsets.get(key) ?? 0) + 1)
  }
  return {
    see: (sql) => (family === 'postgres' ? ofPostgres(sql) : ofMysql(sql)),
    found() {
      const [most = ''] = [...charsets].toSorted((a, b) => b[1] - a[1])[0] ?? []
      const [charset, collation] = most.split(' ')
      if (charset) put('character_set_database', charset)
      if (collation) put('collation_database', collation)
      return {
        family: isMariadb || /mariadb/i.test(version ?? '') ? 'mariadb' : family,
        version,
        settings: Object.fromEntries(settings),
        extensions: [...extensions].toSorted(),
      }
    },
  }
}
