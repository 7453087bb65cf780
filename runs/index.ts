import type { SeededRecord } from '../core/contracts/run-record.ts'
import type { TestOptions, TestResult } from './run-tests.ts'
import type {
  Drift,
  DryRun,
  MaskReport,
  ScanResult,
  SelfTest,
  Verification,
  WrittenPolicyFile,
} from '../anonymizers/index.ts'
import type { DryRunDatabaseOptions } from './dry-run-database.ts'
import type { ServerSettings } from '../core/contracts/server-settings.ts'
import type { ScanDatabaseOptions } from './scan-database.ts'
import type { MaskIntoDatabaseOptions } from './mask-into-database.ts'
import type { MaskDatabaseOptions } from './mask-database.ts'
import type { SelfTestOfOptions, VerifyDatabasesOptions } from './verify-databases.ts'
import type { SeedOptions } from './seed-environment.ts'
import type { Clock } from '../core/clock.ts'
import type { KeySets } from './keys/key-sets.ts'
import type { PruneOptions, Pruned } from './retention/prune.ts'
import type { Environment } from '../environments/index.ts'
import type { Project } from './project.ts'
import type { SaveSnapshotOptions } from './snapshots/save-snapshot.ts'
import type { Snapshot } from './snapshots/snapshot-folder.ts'
import type { ProjectTrail } from './trail/trail.ts'

type FillFromSnapshot = typeof import('./snapshots/fill-from-snapshot.ts').fillFromSnapshot

export { connectCalls } from './call-channel.ts'
export type {
  CoordinatorCalls,
  PlannedSystem,
  ReceivedFile,
  ScenarioEnd,
  ScenarioStart,
  SlotPlan,
} from './coordinator-calls.ts'
export type { SetCopy } from './keys/journal.ts'
export type { KeySet, KeySets } from './keys/key-sets.ts'
export type { Noun, NounColumn, Pack } from './pack.ts'
export { environmentFile, findProject, type Project } from './project.ts'
export type { TestOptions, TestResult } from './run-tests.ts'
export type { ProjectTrail, RunFacts, RunInTrail, TrailRun } from './trail/trail.ts'
export type { TrailHead } from './trail/trail-file.ts'
export type { Fate, Pruned } from './retention/prune.ts'
export type { SeedOptions } from './seed-environment.ts'
export type { Snapshot } from './snapshots/snapshot-folder.ts'
export { listSteps, type StepEntry } from './step-catalogue.ts'

// Step modules import this file in every worker thread, and need none of the servers.

/** See run-tests.ts. */
export async function runTests(options: TestOptions): Promise<TestResult> {
  return (await import('./run-tests.ts')).runTests(options)
}

/** See seed-environment.ts. */
export async function seedEnvironment(options: SeedOptions): Promise<readonly SeededRecord[]> {
  return (await import('./seed-environment.ts')).seedEnvironment(options)
}

/** See snapshots/save-snapshot.ts. */
export async function saveSnapshot(options: SaveSnapshotOptions): Promise<Snapshot> {
  return (await import('./snapshots/save-snapshot.ts')).saveSnapshot(options)
}

/** See snapshots/open-snapshot.ts. */
export async function openSnapshot(project: Project, wanted: string): Promise<Snapshot> {
  return (await import('./snapshots/open-snapshot.ts')).openSnapshot(project, wanted)
}

/** See snapshots/open-snapshot.ts. */
export async function checkFits(snapshot: Snapshot, environment: Environment): Promise<void> {
  ;(await import('./snapshots/open-snapshot.ts')).checkFits(snapshot, environment)
}

/** See snapshots/fill-from-snapshot.ts. */
export async function fillFromSnapshot(
  ...parameters: Parameters<FillFromSnapshot>
): ReturnType<FillFromSnapshot> {
  return (await import('./snapshots/fill-from-snapshot.ts')).fillFromSnapshot(...parameters)
}

/** See snapshots/snapshot-folder.ts. @param folder - default: where the project keeps its own. */
export async function listSnapshots(
  project: Project,
  folder?: string,
): Promise<readonly Snapshot[]> {
  const { listSnapshots, snapshotFolder } = await import('./snapshots/snapshot-folder.ts')
  return listSnapshots(folder ?? snapshotFolder(project))
}

/** See snapshots/copy-snapshot.ts. */
export async function pushSnapshot(snapshot: Snapshot, folder: string): Promise<Snapshot> {
  return (await import('./snapshots/copy-snapshot.ts')).copySnapshot(snapshot, folder)
}

/** See snapshots/copy-snapshot.ts. */
export async function pullSnapshot(snapshot: Snapshot, project: Project): Promise<Snapshot> {
  const { snapshotFolder } = await import('./snapshots/snapshot-folder.ts')
  return (await import('./snapshots/copy-snapshot.ts')).copySnapshot(
    snapshot,
    snapshotFolder(project),
  )
}

/** See snapshots/prune-snapshots.ts. */
export async function pruneSnapshots(project: Project, clock: Clock): Promise<readonly Snapshot[]> {
  return (await import('./snapshots/prune-snapshots.ts')).pruneSnapshots(project, clock)
}

/** See mask-into-database.ts. */
export async function maskIntoDatabase(options: MaskIntoDatabaseOptions): Promise<MaskReport> {
  return (await import('./mask-into-database.ts')).maskIntoDatabase(options)
}

/** See keys/key-sets.ts. */
export async function openKeySets(project: string, clock: Clock): Promise<KeySets> {
  return (await import('./keys/key-sets.ts')).openKeySets(project, clock)
}

/** See retention/expired-copy.ts. */
export async function refuseExpired(project: string, path: string, clock: Clock): Promise<void> {
  await (await import('./retention/expired-copy.ts')).refuseExpired(project, path, clock)
}

/** See retention/prune.ts. */
export async function prune(options: PruneOptions): Promise<readonly Pruned[]> {
  return (await import('./retention/prune.ts')).prune(options)
}

/** See trail/trail.ts. */
export async function openTrail(project: string, clock: Clock): Promise<ProjectTrail> {
  return (await import('./trail/trail.ts')).openTrail(project, clock)
}

/** See dry-run-database.ts. */
export async function dryRunDatabase(options: DryRunDatabaseOptions): Promise<DryRun> {
  return (await import('./dry-run-database.ts')).dryRunDatabase(options)
}

/** See scan-database.ts. */
export async function findDriftOfDatabase(
  options: ScanDatabaseOptions & { readonly policy: string },
): Promise<Drift> {
  return (await import('./scan-database.ts')).findDriftOfDatabase(options)
}

/** See scan-database.ts. */
export async function settingsOfDatabase(url: string): Promise<ServerSettings> {
  return (await import('./scan-database.ts')).settingsOfDatabase(url)
}

/** See scan-database.ts. */
export async function scanDatabase(options: ScanDatabaseOptions): Promise<ScanResult> {
  return (await import('./scan-database.ts')).scanDatabase(options)
}

/** See scan-database.ts. */
export async function writePolicyOfDatabase(
  options: ScanDatabaseOptions & { readonly policy: string },
): Promise<WrittenPolicyFile> {
  return (await import('./scan-database.ts')).writePolicyOfDatabase(options)
}

/** See mask-database.ts. */
export async function maskDatabase(options: MaskDatabaseOptions): Promise<MaskReport> {
  return (await import('./mask-database.ts')).maskDatabase(options)
}

/** See verify-databases.ts. */
export async function selfTestOf(options: SelfTestOfOptions): Promise<SelfTest> {
  return (await import('./verify-databases.ts')).selfTestOf(options)
}

/** See verify-databases.ts. */
export async function verifyDatabases(options: VerifyDatabasesOptions): Promise<Verification> {
  return (await import('./verify-databases.ts')).verifyDatabases(options)
}
