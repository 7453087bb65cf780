import type { Environment, UpRecord } from '../environments/index.ts'

export interface EnvironmentStatus {
  readonly environment: string
  readonly systems: readonly {
    readonly name: string
    readonly engine: string
    /** `null` while it is stopped. */
    readonly provider: UpRecord['provider'] | null
    readonly url: string | null
    readonly state: 'running' | 'stopped'
  }[]
}

export function runningStatus({ environment, provider, systems }: UpRecord): EnvironmentStatus {
  return {
    environment,
    systems: systems.map((system) => ({ ...system, provider, state: 'running' })),
  }
}

export function stoppedStatus({ name, systems }: Environment): EnvironmentStatus {
  return {
    environment: name,
    systems: Object.entries(systems).flatMap(([name, spec]) =>
      spec.kind === 'database'
        ? [
            {
              name,
              engine: `${spec.engine} ${spec.version}`,
              provider: null,
              url: null,
              state: 'stopped' as const,
            },
          ]
        : [],
    ),
  }
}
