import type { DatabaseAddress } from '../environments/index.ts'
import type { Variables } from './variables.ts'

export interface SlotSystems {
  readonly databases: ReadonlyMap<string, DatabaseAddress>
  /** Address of each mock, and folder of each file exchange, by system. */
  readonly mocks: ReadonlyMap<string, string>
  readonly folders: ReadonlyMap<string, string>
}

/** What `${…}` may name in the environment of a subject: `shop.url`, `erp.password`, `pim.folder` … */
export function slotVariables(systems: SlotSystems): Variables {
  return Object.fromEntries([
    ...[...systems.databases].flatMap(([system, address]) => databaseVariables(system, address)),
    ...[...systems.mocks].map(([system, url]) => [`${system}.url`, url]),
    ...[...systems.folders].map(([system, folder]) => [`${system}.folder`, folder]),
  ])
}

function databaseVariables(system: string, address: DatabaseAddress): [string, string][] {
  const { host, user, database } = address
  const port = String(address.port)
  const password = address.password.reveal()
  const scheme = address.family === 'postgres' ? 'postgres' : 'mysql'
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  const url = `${scheme}://${login}@${host}:${port}/${encodeURIComponent(database)}`
  return Object.entries({ url, host, port, user, password, database }).map(([part, value]) => [
    `${system}.${part}`,
    value,
  ])
}
