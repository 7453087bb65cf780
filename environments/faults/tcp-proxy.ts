import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Clock } from '../../core/clock.ts'
import { beginStretch, endOf, type ChannelFault } from './channel-fault.ts'
import { openLane } from './lane.ts'

/** Stands before one server and passes on what comes, until a fault is set. */
export interface TcpProxy extends AsyncDisposable {
  /** Always of a loopback address. */
  readonly host: string
  readonly port: number
  /** Begins a fault in the place of the one that holds; undefined: all is well again. */
  set(fault: ChannelFault | undefined): void
  /** Ends all connections, whatever the fault; resolves when they are closed. New ones are welcome. */
  disconnect(): Promise<void>
}

export interface TcpProxyTarget {
  readonly host: string
  readonly port: number
}

/**
 * Listens on a free port of the loopback address. Connections keep their half-open states, and who
 * sends faster than the other side reads is held up.
 */
export async function openTcpProxy(
  { host, port }: TcpProxyTarget,
  clock: Clock,
): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let ending = new AbortController()
  let stretch = beginStretch(undefined, ending.signal)

  const keep = (socket: Socket) => {
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => {})
  }
  const accept = async (client: Socket) => {
    keep(client)
    while (stretch.fault?.kind === 'cut') await endOf(stretch)
    if (resetsAtOnce(stretch.fault)) reset(client)
    if (client.destroyed) return
    const server = connect({ host, port, allowHalfOpen: true })
    keep(server)
    const shared = {
      connection: {},
      clock,
      stretch: () => stretch,
      breakOff() {
        reset(client)
        reset(server)
      },
    }
    openLane({ ...shared, from: client, to: server, direction: 'request' })
    openLane({ ...shared, from: server, to: client, direction: 'answer' })
  }
  const listener = createServer({ allowHalfOpen: true }, (client) => void accept(client))
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(0, '127.0.0.1', resolve)
  })

  const set = (fault: ChannelFault | undefined) => {
    const before = ending
    ending = new AbortController()
    stretch = beginStretch(fault, ending.signal)
    before.abort()
    if (resetsAtOnce(fault)) for (const socket of sockets) reset(socket)
  }
  const disconnect = async () => {
    await Promise.all([...sockets].map(destroyed))
  }
  const close = async () => {
    const closed = new Promise((resolve) => listener.close(resolve))
    await disconnect()
    set(undefined)
    await closed
  }
  return {
    host: '127.0.0.1',
    port: (listener.address() as AddressInfo).port,
    set,
    disconnect,
    [Symbol.asyncDispose]: close,
  }
}

const resetsAtOnce = (fault: ChannelFault | undefined) =>
  fault?.kind === 'reset' && fault.afterBytes === 0

function destroyed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve())
    socket.destroy()
  })
}

/** One that is not yet made, or that just tells its end, cannot be reset any more. */
function reset(socket: Socket): void {
  if (socket.connecting || (socket.writableEnded && !socket.writableFinished)) socket.destroy()
  else socket.resetAndDestroy()
}
