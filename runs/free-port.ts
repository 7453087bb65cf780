import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

// Below the range that systems take the ports of outgoing connections from (Linux: 32768 to 60999):
// one of those could take the port away while the program that is to listen there still starts.
const [lowest, highest] = [20_000, 32_000]
const given = new Set<number>()

/** A TCP port of the loopback interface that nobody listens on now and that was not given out before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, highest)
    if (given.has(port) || !(await canListen(port))) continue
    given.add(port)
    return port
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
