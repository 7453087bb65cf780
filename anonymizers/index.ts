export { dryRun, type DryRun, type DryRunOptions } from './dry-run.ts'
export { maskValue } from './mask-value.ts'
export { maskDump } from './mask-dump.ts'
export { verifyDump, type DumpInput, type Verification, type VerifyOptions } from './verify-dump.ts'
export { selfTest, type SelfTest, type SelfTestOptions } from './self-test.ts'
export { copyToPieces } from './copy-to-pieces.ts'
export { maskToPieces, type MaskedPieces, type MaskToPiecesOptions } from './mask-to-pieces.ts'
export { copyFormats, type CopyFormat } from './archives/archive-kind.ts'
export type { MaskDumpOptions, MaskOptions, ReadyFacts } from './pipeline/mask-options.ts'
export { checkPolicy, type PolicyCheck } from './check-policy.ts'
export { maskReportSchema, type MaskReport } from '../core/contracts/mask-report.ts'
export { refuseOtherRun } from './resume/run-facts.ts'
export { preflightText, type Preflight } from './pipeline/preflight.ts'
export { contentHash, contentHashes } from './pipeline/content-hashes.ts'
export { storedBytes } from './sources/stored-bytes.ts'
export { sourceFingerprint } from './sources/source-fingerprint.ts'
export { checkKeyOf, writeKeyCheck, type KeyCheckResult } from './check-key.ts'
export { keyScopeOf } from './key-of-policy.ts'
export { loadPolicy, type LoadedPolicy } from './policy-file.ts'
export {
  scanDump,
  type FoundColumn,
  type FoundPath,
  type ScanOptions,
  type ScanResult,
} from './scan/scan-dump.ts'
export {
  writePolicy,
  type WritePolicyOptions,
  type WrittenPolicyFile,
} from './scan/policy/write-policy.ts'
export { driftAnswerSchema, scanAnswerSchema } from './scan/scan-answer.ts'
export { settingsOfDump, type SettingsOptions } from './scan/settings/settings-of-dump.ts'
export { findDrift, type Drift, type DriftOptions } from './scan/policy/drift.ts'
export { writeMergedPolicy, type MergeOptions } from './scan/policy/write-merged.ts'
export { createRedactor } from './redactor.ts'
export { transformers } from './registry.ts'
export {
  defineTransformer,
  lawsOf,
  type Example,
  type Laws,
  type Transformer,
} from './transformer.ts'
export type { CodeContext } from './kernel/code.ts'
export type { UserTransformer } from './user-transformer.ts'
export type { ColumnKind, ColumnShape } from './column.ts'
export type { Program } from './programs/program.ts'
export type { Piece } from './programs/render-program.ts'
export type { Subject } from './programs/subject.ts'
export { presetContents, type ColumnsOfTables } from './policy/preset-contents.ts'
export { presetSummaries, type PresetSummary } from './policy/presets.ts'
