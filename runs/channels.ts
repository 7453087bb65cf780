import type { Clock } from '../core/clock.ts'
import type { JournalSink } from '../core/contracts/journal.ts'
import { DisposalStack } from '../core/disposal.ts'
import { PoligonError } from '../core/errors.ts'
import { name, names, say, type Redacted } from '../core/redacted.ts'
import {
  openTcpProxy,
  type ChannelFault,
  type DatabaseAddress,
  type TcpProxy,
} from '../environments/index.ts'

/**
 * The ways from a slot's subjects to its databases. A scenario that declares faults has a proxy on each
 * of them; others have none, because it makes short queries two to three times as long
 * (docs/reference/benchmarks.md). What Poligon itself asks or resets never takes these ways.
 */
export interface Channels extends AsyncDisposable {
  /** Where a subject that starts now finds each database. */
  addresses(): ReadonlyMap<string, DatabaseAddress>
  /** Ends all faults and what is still connected through proxies, then lays the ways for the next scenario. */
  lay(through: 'proxies' | 'nothing'): Promise<void>
  /**
   * Begins a fault on the way to a database; one that holds there ends.
   *
   * @throws POLIGON_CONFIG when there is no such way, or no proxy on it.
   */
  disturb(system: string, fault: ChannelFault): void
  /** @throws POLIGON_CONFIG when no fault holds there. */
  recover(system: string): void
  recoverAll(): void
}

export interface ChannelsOptions {
  readonly slot: string
  readonly databases: ReadonlyMap<string, DatabaseAddress>
  /** Who uses them, for the journal. */
  readonly from: string
  readonly sink: JournalSink
  readonly clock: Clock
}

export function openChannels({ slot, databases, from, sink, clock }: ChannelsOptions): Channels {
  const stack = new DisposalStack()
  const proxies = new Map<string, TcpProxy>()
  const faults = new Map<string, ChannelFault>()
  let proxied = false

  const tell = (system: string, { kind }: ChannelFault, key: string, what: Redacted) => {
    const summary = say`connection to ${name(system)}: ${what}`
    sink.observe({ slot, from, to: system, kind: 'fault', key: `${kind} ${key}`, summary })
  }
  const end = (system: string) => {
    const fault = faults.get(system)
    if (!fault) return false
    faults.delete(system)
    proxies.get(system)?.set(undefined)
    tell(system, fault, 'ends', say`no longer ${shown(fault)}`)
    return true
  }
  const recoverAll = () => {
    for (const system of faults.keys()) end(system)
  }
  const known = (system: string) => {
    if (databases.has(system)) return
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`There is no connection to ${name(system)} that could be disturbed: it is no database of this environment.`,
      remedy: say`Take one of: ${names([...databases.keys()])}.`,
    })
  }
  return {
    addresses() {
      if (!proxied) return databases
      return new Map(
        [...databases].map(([system, address]) => {
          const { host, port } = proxies.get(system) ?? address
          return [system, { ...address, host, port }]
        }),
      )
    },
    async lay(through) {
      recoverAll()
      await Promise.all([...proxies.values()].map((proxy) => proxy.disconnect()))
      proxied = through === 'proxies'
      if (!proxied || proxies.size > 0) return
      for (const [system, address] of databases)
        proxies.set(system, stack.use(await openTcpProxy(address, clock)))
    },
    disturb(system, fault) {
      known(system)
      const proxy = proxied ? proxies.get(system) : undefined
      if (!proxy)
        throw new PoligonError('POLIGON_CONFIG', {
          what: say`The connection to ${name(system)} cannot be disturbed, because no step of this scenario declares that it does so.`,
          remedy: say`Give the step that does it ${name('faults: true')} in its ${name('wrapperOptions')}.`,
        })
      end(system)
      proxy.set(fault)
      faults.set(system, fault)
      tell(system, fault, 'begins', shown(fault))
    },
    recover(system) {
      known(system)
      if (end(system)) return
      throw new PoligonError('POLIGON_CONFIG', {
        what: say`The connection to ${name(system)} has no fault that could end.`,
        remedy: say`Say first what happens to it, for example that it is cut.`,
      })
    },
    recoverAll,
    [Symbol.asyncDispose]: () => stack.dispose(),
  }
}

function shown(fault: ChannelFault): Redacted {
  switch (fault.kind) {
    case 'cut':
      return say`cut`
    case 'reset':
      return say`reset after ${fault.afterBytes} bytes`
    case 'latency':
      return say`answering ${fault.milliseconds} ms late`
    case 'bandwidth':
      return say`limited to ${fault.bytesPerSecond} bytes per second`
  }
}
