import { Room } from '../kernel/room.ts'
import type { Ledger } from './ledger.ts'
import { Originals, type OriginalsSize } from './originals.ts'
import { WasmLedger } from './wasm-ledger.ts'

/** A ledger whose originals are all its own. */
export type LoneLedger = Omit<Ledger, 'seal'> & { seal(): void }

export function wasmLedger(size: OriginalsSize): LoneLedger {
  const originals = new Originals(size)
  return new (class extends WasmLedger {
    override seal() {
      originals.take(this.takeAdded(new Room(new ArrayBuffer(0))))
      super.seal(originals.seal())
    }
  })(originals.shared)
}
