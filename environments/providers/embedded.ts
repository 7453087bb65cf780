import { say } from '../../core/redacted.ts'
import { aptIsHere } from '../embedded/debian-packages.ts'
import { installedServer } from '../embedded/mariadb-binaries.ts'
import { serverUser } from '../embedded/server-user.ts'
import type { Provider } from '../provider.ts'

/** Real servers as child processes of this one; nothing needs Docker or root. */
const embedded: Provider = {
  name: 'embedded',
  async obstacle(requests) {
    const user = await serverUser()
    for (const { family } of requests) {
      if (family === 'postgres' || (await installedServer(family, user))) continue
      if (family === 'mysql') return say`there is no MySQL server on this machine`
      if (!aptIsHere())
        return say`there is no MariaDB server on this machine, and no apt to fetch one`
    }
    return undefined
  },
  async start(request) {
    if (request.family === 'postgres')
      return (await import('../embedded/postgres.ts')).startPostgres(request)
    return (await import('../embedded/mariadb.ts')).startMariadb(request)
  },
}

export default embedded
