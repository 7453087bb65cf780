import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock, type Clock } from '../../core/clock.ts'
import { DisposalStack } from '../../core/disposal.ts'
import type { ChannelFault } from './channel-fault.ts'
import { openTcpProxy } from './tcp-proxy.ts'

let stack = new DisposalStack()
afterEach(async () => {
  await stack.dispose()
  stack = new DisposalStack()
})

/** A server whose side of each connection the test has in hand, and a proxy before it. */
async function stand(clock: Clock = systemClock) {
  const accepted: Socket[] = []
  const listener = createServer({ allowHalfOpen: true }, (socket) => accepted.push(hold(socket)))
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  stack.add(() => void listener.close())
  const { port } = listener.address() as AddressInfo
  const proxy = stack.use(await openTcpProxy({ host: '127.0.0.1', port }, clock))
  const dial = async () => {
    const client = hold(connect({ port: proxy.port, host: proxy.host, allowHalfOpen: true }))
    await once(client, 'connect')
    return client
  }
  const pair = async () => {
    const client = await dial()
    return { client, server: await until(() => accepted.shift()) }
  }
  return { proxy, port, listener, dial, pair, accepted }
}

function hold(socket: Socket): Socket {
  socket.on('error', () => {})
  stack.add(() => void socket.destroy())
  return socket
}

/** Looks until there is something to see; a test that never sees it ends by its own limit. */
async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const seen = look()
    if (seen !== undefined && seen !== false) return seen
    await turn()
  }
}

/** Time stands still until the test moves it. */
function stoppedClock() {
  let now = 0
  const sleepers: { readonly due: number; readonly wake: () => void }[] = []
  const clock: Clock = {
    now: () => now,
    monotonic: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((wake, reject) => {
        sleepers.push({ due: now + milliseconds, wake })
        signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      }),
  }
  const move = (milliseconds: number) => {
    now += milliseconds
    for (const { due, wake } of sleepers) if (due <= now) wake()
  }
  return { clock, sleepers, move }
}

/** A sleep costs no time, and says what it would have cost. */
function quickClock(): Clock {
  let now = 0
  return {
    now: () => now,
    monotonic: () => now,
    async sleep(milliseconds, signal) {
      await turn()
      signal?.throwIfAborted()
      now += milliseconds
    },
  }
}

/** Everything that arrives, as it stands at the moment. */
function collect(socket: Socket) {
  const parts: Buffer[] = []
  let ended = false
  socket.on('data', (part: Buffer) => parts.push(part))
  socket.on('end', () => (ended = true))
  return {
    bytes: () => Buffer.concat(parts),
    get ended() {
      return ended
    },
  }
}

const closeOf = (socket: Socket) =>
  new Promise<string>((resolve) => {
    let how = 'closed'
    socket.once('error', ({ code }: NodeJS.ErrnoException) => (how = code ?? 'unknown'))
    socket.once('close', () => resolve(how))
  })

const bytesOf = (length: number, seed: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, i) => i * 31 + (i >> 8) * 7 + seed))

describe('a proxy', () => {
  const chunks = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 8 })
  const passing: fc.Arbitrary<ChannelFault | undefined> = fc.oneof(
    fc.constant(undefined),
    fc.constant({ kind: 'cut' } as const),
    fc.record({
      kind: fc.constant('bandwidth' as const),
      bytesPerSecond: fc.integer({ min: 20_000, max: 10_000_000 }),
    }),
    fc.record({
      kind: fc.constant('latency' as const),
      milliseconds: fc.integer({ min: 0, max: 5000 }),
    }),
  )

  it('passes the same bytes in the same order, both ways, whatever their pieces and the faults that come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        chunks,
        chunks,
        fc.array(passing, { maxLength: 4 }),
        async (up, down, faults) => {
          const { proxy, pair } = await stand(quickClock())
          const { client, server } = await pair()
          proxy.set(faults[0])
          const [asked, answered] = [collect(server), collect(client)]
          const send = async (socket: Socket, sizes: readonly number[], seed: number) => {
            for (const size of sizes) {
              socket.write(bytesOf(size, seed))
              await turn()
            }
            socket.end()
          }
          const sent = Promise.all([send(client, up, 1), send(server, down, 2)])
          for (const fault of faults.slice(1)) {
            for (let i = 0; i < 5; i++) await turn()
            proxy.set(fault)
          }
          await sent
          if (faults.at(-1)?.kind === 'cut') proxy.set(undefined)
          await until(() => asked.ended && answered.ended)
          expect(asked.bytes().equals(Buffer.concat(up.map((n) => bytesOf(n, 1))))).toBe(true)
          expect(answered.bytes().equals(Buffer.concat(down.map((n) => bytesOf(n, 2))))).toBe(true)
          await stack.dispose()
          stack = new DisposalStack()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('lets one side end while the other goes on', async () => {
    const { pair } = await stand()
    const { client, server } = await pair()
    const [asked, answered] = [collect(server), collect(client)]
    client.end('question')
    await until(() => asked.ended)
    server.write('answer')
    await until(() => answered.bytes().toString() === 'answer')
    expect(answered.ended).toBe(false)
    server.end()
    await until(() => answered.ended)
  })

  it('hands on a reset of either side', async () => {
    const { pair } = await stand()
    for (const side of ['client', 'server'] as const) {
      const both = await pair()
      const told = closeOf(side === 'client' ? both.server : both.client)
      both.server.resume()
      both.client.resume()
      both[side].resetAndDestroy()
      expect(await told).toBe('ECONNRESET')
    }
  })

  it('resets who connects while nobody listens behind it', async () => {
    const { listener, dial } = await stand()
    listener.close()
    const client = await dial()
    client.resume()
    expect(await closeOf(client)).toBe('ECONNRESET')
  })

  it('holds up a sender whose receiver does not read', async () => {
    const { pair } = await stand()
    const { client, server } = await pair()
    const pieces = Array.from({ length: 1024 }, (_, i) => bytesOf(64 << 10, i))
    Readable.from(pieces).pipe(server)
    // Buffers of the system take a part of the 64 MB; then nothing moves any more.
    for (let before = -1; before !== server.bytesWritten; await systemClock.sleep(100))
      before = server.bytesWritten
    expect(server.bytesWritten).toBeLessThan(48 << 20)
    const answered = collect(client)
    await until(() => answered.ended)
    expect(answered.bytes().equals(Buffer.concat(pieces))).toBe(true)
  })

  it('ends all connections and itself, however often it is told to', async () => {
    const { proxy, pair } = await stand()
    const { client } = await pair()
    client.resume()
    proxy.set({ kind: 'cut' })
    const closed = closeOf(client)
    await proxy.disconnect()
    client.destroy()
    await closed
    await proxy[Symbol.asyncDispose]()
    await proxy[Symbol.asyncDispose]()
    const late = hold(connect({ port: proxy.port, host: proxy.host }))
    expect(await closeOf(late)).toBe('ECONNREFUSED')
  })
})

describe('a cut', () => {
  it('passes nothing, not even the end, and what was sent comes when the connection is back', async () => {
    const { proxy, pair } = await stand()
    const { client, server } = await pair()
    const asked = collect(server)
    client.write('before ')
    await until(() => asked.bytes().length === 7)
    proxy.set({ kind: 'cut' })
    client.end('after')
    // The way through the proxy takes a few turns of the event loop; these are many more.
    for (let i = 0; i < 200; i++) await turn()
    expect([asked.bytes().toString(), asked.ended]).toEqual(['before ', false])
    proxy.set(undefined)
    await until(() => asked.ended)
    expect(asked.bytes().toString()).toBe('before after')
  })

  it('keeps who connects waiting', async () => {
    const { proxy, dial, accepted } = await stand()
    proxy.set({ kind: 'cut' })
    const client = await dial()
    client.write('hello')
    for (let i = 0; i < 200; i++) await turn()
    expect(accepted).toHaveLength(0)
    proxy.set(undefined)
    const server = await until(() => accepted[0])
    const asked = collect(server)
    await until(() => asked.bytes().toString() === 'hello')
  })
})

describe('a reset', () => {
  it('strikes after as many bytes as it says, of both directions together, and again on the next connection', async () => {
    const { proxy, pair } = await stand()
    const before = await pair()
    const early = collect(before.server)
    before.client.write('passed before the fault')
    await until(() => early.bytes().length === 23)
    proxy.set({ kind: 'reset', afterBytes: 10 })
    for (const { client, server } of [before, await pair()]) {
      const [asked, answered] = [collect(server), collect(client)]
      const seen = asked.bytes().length
      const [clientEnd, serverEnd] = [closeOf(client), closeOf(server)]
      client.write('12')
      await until(() => asked.bytes().length === seen + 2)
      client.write('34')
      await until(() => asked.bytes().length === seen + 4)
      server.write('abcdefghij')
      expect(await clientEnd).toBe('ECONNRESET')
      expect(await serverEnd).toBe('ECONNRESET')
      expect(answered.bytes().toString()).toBe('abcdef')
    }
  })

  it('of no bytes strikes open connections at once and new ones when they are made', async () => {
    const { proxy, pair, accepted } = await stand()
    const { client } = await pair()
    client.resume()
    const closed = closeOf(client)
    proxy.set({ kind: 'reset', afterBytes: 0 })
    expect(await closed).toBe('ECONNRESET')
    const next = hold(connect({ port: proxy.port, host: proxy.host }))
    next.resume()
    expect(await closeOf(next)).toBe('ECONNRESET')
    expect(accepted).toHaveLength(0)
    proxy.set(undefined)
    await pair()
  })
})

describe('latency', () => {
  it('delays answers, not questions, and all that are under way at the same time', async () => {
    const { clock, sleepers, move } = stoppedClock()
    const { proxy, pair } = await stand(clock)
    const { client, server } = await pair()
    proxy.set({ kind: 'latency', milliseconds: 500 })
    const [asked, answered] = [collect(server), collect(client)]
    client.write('question')
    await until(() => asked.bytes().toString() === 'question')
    server.write('one ')
    await until(() => sleepers.length === 1)
    move(200)
    server.write('two')
    for (let i = 0; i < 50; i++) await turn()
    move(299)
    for (let i = 0; i < 50; i++) await turn()
    expect(answered.bytes().toString()).toBe('')
    move(1)
    await until(() => answered.bytes().toString() === 'one ')
    await until(() => sleepers.length === 2)
    expect(sleepers[1]?.due).toBe(700)
    move(200)
    await until(() => answered.bytes().toString() === 'one two')
  })

  it('lets go at once what it holds when it is over', async () => {
    const { clock, sleepers } = stoppedClock()
    const { proxy, pair } = await stand(clock)
    const { client, server } = await pair()
    proxy.set({ kind: 'latency', milliseconds: 500 })
    const answered = collect(client)
    server.write('answer')
    await until(() => sleepers.length === 1)
    proxy.set(undefined)
    await until(() => answered.bytes().toString() === 'answer')
  })
})

describe('bandwidth', () => {
  it('is shared by all connections of one direction', async () => {
    const { clock, sleepers, move } = stoppedClock()
    const { proxy, pair } = await stand(clock)
    const both = [await pair(), await pair()]
    proxy.set({ kind: 'bandwidth', bytesPerSecond: 2000 })
    const answered = both.map(({ client }) => collect(client))
    const arrived = () => answered.map(({ bytes }) => bytes().length)
    for (const { server } of both) server.write(bytesOf(300, 1))
    // Two slices of 100 bytes are under way, and each one that arrives is followed by the next.
    for (const [sleeping, expected] of [
      [2, [100, 100]],
      [4, [200, 200]],
      [6, [300, 300]],
    ] as const) {
      await until(() => sleepers.length === sleeping)
      move(100)
      await until(() => arrived().join() === expected.join())
    }
    expect(clock.monotonic()).toBe(300)
  })
})
