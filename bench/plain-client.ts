import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { childEnvironment, createLog } from 'poligon'
import { findProgram, type DatabaseAddress } from 'poligon/environments'

const log = createLog({ quiet: true })

/** Runs a statement, or what the file of that handle holds, with psql or mariadb; what it prints. */
export async function plainClient(
  address: DatabaseAddress,
  input: string | number,
): Promise<string> {
  const { host, port, user, database } = address
  const postgres = address.family === 'postgres'
  const { file, environment } = await findProgram(postgres ? 'psql' : 'mysql', { log })
  const args = postgres
    ? ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', host, '-p', String(port), '-U', user, '-d', database]
    : ['--no-defaults', '-N', '-h', host, '-P', String(port), '-u', user, database]
  if (typeof input === 'string') args.push(postgres ? '-c' : '-e', input)
  const password = address.password.reveal()
  const child = spawn(file, args, {
    env: childEnvironment({ ...environment, PGPASSWORD: password, MYSQL_PWD: password }),
    stdio: [typeof input === 'number' ? input : 'ignore', 'pipe', 'ignore'],
  })
  let printed = ''
  child.stdout?.on('data', (data: Buffer) => (printed += data.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) throw new Error(`${file} ended with ${status}`)
  return printed
}
