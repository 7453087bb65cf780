import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeRunFolder } from '../embedded/run-folder.ts'
import type { DatabaseAddress } from '../running.ts'

export interface OptionFile {
  /** For `--defaults-file`, which must be the first argument of the client. */
  readonly path: string
  readonly remove: () => void
}

/**
 * Tells clients of MariaDB and MySQL where the server is and who asks, so that the password is in no argument:
 * https://mariadb.com/kb/en/configuring-mariadb-with-option-files/. Readable by this user only; what a kill
 * leaves of it goes at the next start.
 */
export function writeOptionFile(address: DatabaseAddress): OptionFile {
  const folder = makeRunFolder('password file', { kind: 'self', prefix: [] })
  const path = join(folder.path, 'client.cnf')
  writeFileSync(path, clientSettings(address), { mode: 0o600 })
  return { path, remove: () => folder.remove() }
}

/** A password in double quotes with backslashes escaped. */
function clientSettings(address: DatabaseAddress): string {
  const password = address.password.reveal().replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return `[client]\nprotocol=tcp\nhost=${address.host}\nport=${address.port}\nuser="${address.user}"\npassword="${password}"\n`
}
