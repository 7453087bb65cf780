import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * As whom database servers run: they refuse to be root.
 * - `self`: we are an ordinary user already.
 * - `namespace`: root, seen as an ordinary user inside a user namespace; files stay root's.
 * - `switched`: root without user namespaces; the server really is another user, and can only reach
 *   folders that are open to it.
 */
export type ServerUser =
  | { readonly kind: 'self'; readonly prefix: readonly [] }
  | { readonly kind: 'namespace'; readonly prefix: readonly string[] }
  | {
      readonly kind: 'switched'
      readonly prefix: readonly string[]
      readonly uid: number
      readonly gid: number
    }

let found: Promise<ServerUser> | undefined

export function serverUser(): Promise<ServerUser> {
  return (found ??= findServerUser())
}

async function findServerUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return { kind: 'self', prefix: [] }
  const { uid, gid } = ordinaryUser(readFileSync('/etc/passwd', 'utf8'))
  const namespace = ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  // POLIGON_SERVER_USER=switched: for tests, and for machines where namespaces half work.
  if (process.env['POLIGON_SERVER_USER'] !== 'switched' && (await works([...namespace, 'true'])))
    return { kind: 'namespace', prefix: namespace }
  const switched = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--']
  return { kind: 'switched', prefix: switched, uid, gid }
}

/** `nobody`, else the first user who is not root: initdb wants the user to have a name. */
export function ordinaryUser(passwd: string): { uid: number; gid: number } {
  const users = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([user, , uid, gid]) => ({ user, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0)
  const { uid, gid } = users.find(({ user }) => user === 'nobody') ??
    users[0] ?? { uid: 65534, gid: 65534 }
  return { uid, gid }
}

async function works([program, ...args]: readonly string[]): Promise<boolean> {
  try {
    await run(program as string, args)
    return true
  } catch {
    return false
  }
}
