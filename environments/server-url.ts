import type { EngineFamily } from '../core/contracts/dump.ts'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import { Secret } from '../core/secrets.ts'
import type { ServerAddress } from './server.ts'

export interface ParsedUrl {
  readonly address: ServerAddress
  /** Empty when the URL names none. */
  readonly database: string
}

const schemes: Readonly<Record<string, { family: EngineFamily; port: number }>> = {
  'postgres:': { family: 'postgres', port: 5432 },
  'postgresql:': { family: 'postgres', port: 5432 },
  'mysql:': { family: 'mysql', port: 3306 },
  'mariadb:': { family: 'mariadb', port: 3306 },
}

/**
 * `postgres://user:password@host:port/database`, `mysql://…` or `mariadb://…`. What comes back never
 * shows the password.
 *
 * @throws POLIGON_USAGE when it is none of these.
 */
export function parseServerUrl(text: string): ParsedUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const scheme = url && schemes[url.protocol]
  const [user, password, database] = url
    ? [url.username, url.password, url.pathname.slice(1)].map(decoded)
    : []
  if (
    !url ||
    !scheme ||
    url.hostname === '' ||
    user === undefined ||
    password === undefined ||
    database === undefined
  )
    throw new PoligonError('POLIGON_USAGE', {
      what: say`A server's URL is not understood.`,
      remedy: say`Write it as postgres://user:password@host:port/database or mysql://…, with %25 for a percent sign.`,
    })
  return {
    address: {
      family: scheme.family,
      host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port === '' ? scheme.port : Number(url.port),
      user,
      password: new Secret(password),
    },
    database,
  }
}

/** Undefined where a percent sign stands for itself. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** The URL that a client takes, password and all; or without it, for people. */
export function serverUrl(
  address: ServerAddress & { readonly database: string },
  show: 'with password' | 'without password',
): string {
  const scheme = address.family === 'postgres' ? 'postgres' : address.family
  const password =
    show === 'with password' ? `:${encodeURIComponent(address.password.reveal())}` : ''
  const host = address.host.includes(':') ? `[${address.host}]` : address.host
  return `${scheme}://${encodeURIComponent(address.user)}${password}@${host}:${address.port}/${encodeURIComponent(address.database)}`
}

/**
 * Where a database is, of a URL that names it: neither account nor password, so that it may be written down.
 *
 * @throws POLIGON_USAGE
 */
export function databasePlace(text: string): string {
  const { address, database } = parseServerUrl(text)
  const { family, host, port } = address
  return `${family}://${host.includes(':') ? `[${host}]` : host}:${port}/${encodeURIComponent(database)}`
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** @throws POLIGON_TARGET for hosts that are neither this machine nor allowed by name. */
export function refuseForeignHost(host: string, allowed: readonly string[]): void {
  if (isLoopback(host) || allowed.includes(host)) return
  throw new PoligonError('POLIGON_TARGET', {
    what: say`${name(host)} is not this machine (allowed besides it: ${names(allowed)}).`,
    remedy: say`When the server is meant for tests, say so: --allow-host ${name(host)}.`,
  })
}
