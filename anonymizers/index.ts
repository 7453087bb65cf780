export { maskDump } from './mask-dump.ts'
export { maskToPieces, type MaskedPieces, type MaskToPiecesOptions } from './mask-to-pieces.ts'
export type { MaskDumpOptions, MaskOptions } from './pipeline/mask-options.ts'
export type { MaskReport } from './pipeline/mask-report.ts'
