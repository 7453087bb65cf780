import type { Flow, Hub } from './flow.ts'
import { checkVatNumbers } from './flows/check-vat.ts'
import { exportOrders } from './flows/export-order.ts'
import { importProducts } from './flows/product-files.ts'
import { shipDeliveries } from './flows/shipments.ts'
import { stockDiff, stockFull } from './flows/stock.ts'
import { rearmJobs, runJobs } from './jobs.ts'
import { startLoop } from './loop.ts'

export interface Synchronisations {
  readonly names: readonly string[]
  /** A pass now, with all that was put off or given up. Resolves with how much it moved. */
  run(name: string): Promise<number>
  /** A pass soon, without waiting for it. */
  wake(name: string): void
  /** Nothing in flight, nothing promised, nothing in the sources that was not looked at. */
  idle(): Promise<boolean>
  ended(): Promise<void>
}

/** Starts a loop for every flow. */
export function startSynchronisations(hub: Hub): Synchronisations {
  const { settings, databases, signal } = hub
  const flows = [
    exportOrders(hub),
    checkVatNumbers(hub),
    stockDiff(hub),
    stockFull(hub),
    shipDeliveries(hub),
    importProducts(hub),
  ]
  const pass = async (flow: Flow) => {
    let moved = await flow.look()
    for (const kind of flow.jobs) moved += await runJobs(databases, kind, settings.retryMs, signal)
    return moved
  }
  const loops = new Map(
    flows.map((flow) => {
      const every = flow.polled ? settings.pollMs : undefined
      return [flow.name, { flow, loop: startLoop(flow.name, every, () => pass(flow), signal) }]
    }),
  )
  const entry = (name: string) => {
    const found = loops.get(name)
    if (!found) throw new RangeError(`there is no synchronisation ${name}`)
    return found
  }
  return {
    names: [...loops.keys()],
    run: async (name) => {
      const { flow, loop } = entry(name)
      for (const { kind } of flow.jobs) await rearmJobs(databases, kind)
      return loop.trigger()
    },
    wake: (name) => {
      entry(name)
        .loop.trigger()
        .catch(() => {})
    },
    idle: async () => {
      const quiet = async () => {
        for (const { flow, loop } of loops.values())
          if (loop.busy() || !(await flow.drained())) return false
        const { rowCount } = await databases.erp.query(
          "SELECT 1 FROM hub.jobs WHERE state = 'waiting' LIMIT 1",
        )
        return rowCount === 0
      }
      return quiet()
    },
    ended: async () => {
      await Promise.all([...loops.values()].map(({ loop }) => loop.ended))
    },
  }
}
