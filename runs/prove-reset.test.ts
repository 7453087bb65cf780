import { expect, it } from 'vitest'
import type { ResetProof, RunningDatabase } from '../environments/index.ts'
import { proveReset } from './prove-reset.ts'

const database = (system: string, differing: readonly string[]) => {
  const resetProof = async (slot: string): Promise<ResetProof> => ({
    equal: slot !== '1' || differing.length === 0,
    differing,
  })
  return { system, resetProof } as unknown as RunningDatabase
}

it('stops at a database that a reset did not bring back, and names its tables', async () => {
  const all = [database('shop', []), database('erp', ['public.orders', 'public.orders_id_seq'])]
  await expect(proveReset(all, '1')).rejects.toMatchObject({ code: 'POLIGON_INTERNAL' })
  await expect(proveReset(all, '1')).rejects.toThrow(/erp.*public\.orders.*public\.orders_id_seq/)
  await expect(proveReset(all, '2')).resolves.toBeUndefined()
})
