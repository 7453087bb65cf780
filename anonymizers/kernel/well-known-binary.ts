/** A point in bytes: where its two coordinates stand, as doubles, and in which order their bytes are. */
export interface BinaryPoint {
  readonly at: number
  readonly isLittleEndian: boolean
}

/** OGC 06-103r4, section 8.2: a point in well-known binary. */
const point = 1
/** PostGIS, EWKB: a reference system stands behind the type. */
const hasReference = 0x2000_0000

/**
 * Reads a point in well-known binary, alone, with a reference system as PostGIS writes it, or behind the
 * four bytes of one as MySQL and MariaDB store it; undefined for all else.
 */
export function binaryPoint(bytes: Uint8Array): BinaryPoint | undefined {
  const before = bytes.length === 25 && (bytes[4] === 0 || bytes[4] === 1) ? [0, 4] : [0]
  return before.map((start) => pointAt(bytes, start)).find((found) => found !== undefined)
}

function pointAt(bytes: Uint8Array, start: number): BinaryPoint | undefined {
  const order = bytes[start]
  if (bytes.length < start + 21 || (order !== 0 && order !== 1)) return undefined
  const isLittleEndian = order === 1
  const type = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 1, isLittleEndian)
  const at = start + (type === point + hasReference ? 9 : 5)
  const isPoint = (type === point || type === point + hasReference) && bytes.length === at + 16
  return isPoint ? { at, isLittleEndian } : undefined
}
