import { STATUS_CODES, type Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Node's parser errors that are not a plain 400. */
const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** What is not HTTP is told so and cut off; CONNECT is refused. The server stays up whatever comes. */
export function answerBrokenConnections(server: Server): void {
  server.on('clientError', (failure: NodeJS.ErrnoException, socket) => {
    refuseSocket(socket, statuses[failure.code ?? ''] ?? 400)
  })
  server.on('connect', (_request, socket) => refuseSocket(socket, 501))
}

function refuseSocket(socket: Duplex, status: number): void {
  socket.on('error', () => {})
  if (!socket.writable) {
    socket.destroy()
    return
  }
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
    () => socket.destroy(),
  )
}
