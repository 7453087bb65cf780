import type { Registry } from '../core/registry.ts'
import type { EngineFamily } from '../core/contracts/dump.ts'
import type { Engine } from './engine.ts'
import type { Provider, ProviderName } from './provider.ts'

export const engines = {
  postgres: () => import('./engines/postgres.ts'),
  mariadb: () => import('./engines/mariadb.ts'),
  mysql: () => import('./engines/mysql.ts'),
} satisfies Registry<Engine> & Record<EngineFamily, unknown>

export const providers = {
  docker: () => import('./providers/docker.ts'),
  embedded: () => import('./providers/embedded.ts'),
  external: () => import('./providers/external.ts'),
} satisfies Registry<Provider> & Record<ProviderName, unknown>
