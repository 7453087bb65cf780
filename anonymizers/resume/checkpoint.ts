import { z } from 'zod'

const count = z.int().nonnegative()

/** How far a broken-off run had come; holds nothing of the data but table counts and positions. */
export const checkpointSchema = z.object({
  /** What the run was made of, see run-facts.ts. */
  facts: z.record(z.string(), z.string()),
  /** Bytes of the dump, unpacked, that are in the target: the end of a batch. */
  offset: count,
  /** Bytes of the copy before it is packed. */
  bytesOut: count,
  /** Bytes of the target's file that are on the disk and stay. */
  position: count,
  /**
   * Of an archive: where in the target's file the data of its entries begins, of those that are complete; in
   * a folder how long their files are. Of a folder of `mysqldump --tab`: how long its files of rows are, in
   * the order of its tables.
   */
  entries: z.array(count).optional(),
})

export type Checkpoint = Readonly<z.output<typeof checkpointSchema>>

/** What a target knows of its own place; the pipeline knows the rest. */
export type TargetPlace = Pick<Checkpoint, 'position' | 'entries'>
