import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', 'dist/**', 'reports/output/**', '.poligon/**']

/**
 * `unit`: pure code, no server. `servers`: tests that start real servers and child processes; they run
 * in processes of their own, because children may only be started from a main thread. `docker`: the
 * same against containers; reported as skipped where no engine answers. `package`: the packed
 * tarball, installed elsewhere; `contracts`: the contract suites on its modules. `readme`: the commands of README.md.
 */
export default defineConfig({
  resolve: { conditions: ['poligon-source'] },
  ssr: { resolve: { conditions: ['poligon-source'] } },
  test: {
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...ignored, '**/*.server.test.ts', '**/*.docker.test.ts', '.ci/**'],
          pool: 'threads',
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          include: ['**/*.server.test.ts'],
          exclude: ignored,
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'docker',
          include: ['**/*.docker.test.ts'],
          exclude: ignored,
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['.ci/package.test.ts'],
          pool: 'forks',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contracts',
          include: ['.ci/contracts.test.ts'],
          pool: 'forks',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'readme',
          include: ['.ci/readme.test.ts', '.ci/reference.test.ts'],
          pool: 'forks',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
