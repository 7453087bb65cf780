import type { CharsetForm } from './charset.ts'

/**
 * By PostgreSQL's names, in lower case without signs (documentation, "Character Set Support"). Those that
 * only clients may have are left out: a backslash can be the second byte of a character in them.
 */
const forms: Readonly<Record<string, CharsetForm>> = {
  latin1: { kind: 'single-byte', decoder: 'windows-1252', controls: true },
  latin2: { kind: 'single-byte', decoder: 'iso-8859-2' },
  latin3: { kind: 'single-byte', decoder: 'iso-8859-3' },
  latin4: { kind: 'single-byte', decoder: 'iso-8859-4' },
  latin5: { kind: 'single-byte', decoder: 'windows-1254', controls: true },
  latin6: { kind: 'single-byte', decoder: 'iso-8859-10' },
  latin7: { kind: 'single-byte', decoder: 'iso-8859-13' },
  latin8: { kind: 'single-byte', decoder: 'iso-8859-14' },
  latin9: { kind: 'single-byte', decoder: 'iso-8859-15' },
  latin10: { kind: 'single-byte', decoder: 'iso-8859-16' },
  iso88595: { kind: 'single-byte', decoder: 'iso-8859-5' },
  iso88596: { kind: 'single-byte', decoder: 'iso-8859-6' },
  iso88597: { kind: 'single-byte', decoder: 'iso-8859-7' },
  iso88598: { kind: 'single-byte', decoder: 'iso-8859-8' },
  win1250: { kind: 'single-byte', decoder: 'windows-1250' },
  win1251: { kind: 'single-byte', decoder: 'windows-1251' },
  win1252: { kind: 'single-byte', decoder: 'windows-1252' },
  win1253: { kind: 'single-byte', decoder: 'windows-1253' },
  win1254: { kind: 'single-byte', decoder: 'windows-1254' },
  win1255: { kind: 'single-byte', decoder: 'windows-1255' },
  win1256: { kind: 'single-byte', decoder: 'windows-1256' },
  win1257: { kind: 'single-byte', decoder: 'windows-1257' },
  win1258: { kind: 'single-byte', decoder: 'windows-1258' },
  win866: { kind: 'single-byte', decoder: 'ibm866' },
  win874: { kind: 'single-byte', decoder: 'windows-874' },
  koi8r: { kind: 'single-byte', decoder: 'koi8-r' },
  koi8u: { kind: 'single-byte', decoder: 'koi8-u' },
  euccn: { kind: 'two-bytes', decoder: 'gbk' },
  euckr: { kind: 'two-bytes', decoder: 'euc-kr' },
  eucjp: { kind: 'two-bytes', decoder: 'euc-jp' },
}

const plain = (encoding: string) => encoding.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Also `SQL_ASCII`, which says nothing: what is no UTF-8 then stays bytes. */
export const isPostgresUtf8 = (encoding: string): boolean =>
  ['utf8', 'unicode', 'sqlascii', 'default'].includes(plain(encoding))

export const postgresCharset = (encoding: string): CharsetForm | undefined => forms[plain(encoding)]
