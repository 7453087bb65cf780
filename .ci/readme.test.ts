import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAlive } from '../core/owner.ts'
import { listResources } from '../core/resources.ts'

const readme = readFileSync('README.md', 'utf8')
const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => (match[1] ?? '').trim())

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
]

describe('README.md', () => {
  it('starts with the two commands', () => {
    expect(blocks.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test'])
  })

  it('runs the main job with `npm start`, which leaves nothing running and says where the report is', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['start'], {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    })
    expect(status, stderr).toBe(0)
    const report = /\S+report\.html/.exec(stdout + stderr)?.[0] ?? ''
    expect(existsSync(report), report).toBe(true)
    expect(listResources().filter(({ owner }) => !isAlive(owner))).toEqual([])
  })

  it('has commands that do what they are there for, one after the other', () => {
    const commands = blocks.slice(2).join('\n').split('\n')
    expect(commands.length).toBeGreaterThan(4)
    try {
      for (const command of commands) {
        const { status, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
        expect(status, `${command}\n${stderr}`).toBe(0)
      }
    } finally {
      rmSync('shop-masked.sql.gz', { force: true })
    }
  })
})

describe('the documentation', () => {
  it('links to nothing that is not there', () => {
    expect(pages.length).toBeGreaterThan(5)
    const broken = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1])
        .filter((target) => !existsSync(resolve(dirname(page), target)))
        .map((target) => `${page} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('names paths of the repository that exist', () => {
    const text = readFileSync('CONTRIBUTING.md', 'utf8')
    const named = [
      ...text.matchAll(
        /`((?:core|anonymizers|environments|mocks|reports|runs|steps|cli|docs|bench|examples)\/[\w./-]*)`/g,
      ),
    ].map((match) => match[1])
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((path) => !existsSync(path))).toEqual([])
  })
})
