export { loadEnvironment } from './load-environment.ts'
export { startEnvironment, type StartOptions } from './start-environment.ts'
export { openTcpProxy, type TcpProxy } from './faults/tcp-proxy.ts'
export type { ChannelFault } from './faults/channel-fault.ts'
export { reapLeftovers } from './reap-leftovers.ts'
export {
  environmentSchema,
  type DatabaseSpec,
  type Environment,
  type SubjectSpec,
  type SystemSpec,
  type Trigger,
} from './environment.ts'
export type { ProviderName } from './provider.ts'
export type {
  DatabaseAddress,
  ResetProof,
  ResetReport,
  RunningDatabase,
  RunningEnvironment,
  TextRow,
} from './running.ts'
export { startServer, type SingleServer, type SingleServerOptions } from './start-server.ts'
export { findProgram, type FoundProgram, type FindOptions } from './programs/find-program.ts'
export { sampleDatabase, type DatabaseSample } from './programs/sample-database.ts'
export {
  dumpDatabase,
  streamDump,
  type DumpOptions,
  type StreamDumpOptions,
} from './programs/dump-database.ts'
export { openShell, type ShellOptions } from './programs/open-shell.ts'
export type { ClientProgram } from './programs/client-programs.ts'
export { readServerSettings } from './settings/read-server-settings.ts'
export { settingsBlock } from './settings/settings-block.ts'
export { databasePlace, parseServerUrl, serverUrl } from './server-url.ts'
export {
  openDatabaseTarget,
  type DatabaseTarget,
  type TargetOptions,
} from './open-database-target.ts'
export { checkMachine, type MachineCheck } from './check-machine.ts'
export { holdUp, type HeldUp } from './up/hold-up.ts'
export { readRecords, type UpRecord } from './up/record.ts'
export { requestReset, type SystemReset } from './up/control.ts'
export { takeDown } from './up/take-down.ts'
