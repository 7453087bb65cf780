import type { Secret } from '../../core/secrets.ts'
import type { ServerAddress } from '../server.ts'
import { quoteText, withConnection } from './connect.ts'

/** Gives the account that reaches us over the network a new password and drops every other one like it. */
export async function setPassword(address: ServerAddress, password: Secret): Promise<void> {
  await withConnection(address, async (connection) => {
    const user = quoteText(address.user)
    const others = await connection.rows(
      `SELECT User AS user, Host AS host FROM mysql.user WHERE (User = ${user} AND Host <> '%') OR User = ''`,
    )
    for (const other of others)
      await connection.run(
        `DROP USER ${quoteText(other['user'] ?? '')}@${quoteText(other['host'] ?? '')}`,
      )
    await connection.run(`ALTER USER ${user}@'%' IDENTIFIED BY ${quoteText(password.reveal())}`)
  })
}
