import type { GherkinDocument, Pickle } from '@cucumber/messages'

/** What a record needs of the feature files: by file the name, by syntax node the keyword. */
export interface Features {
  add(document: GherkinDocument): void
  nameOf(file: string): string
  keywordOf(nodes: readonly string[]): string
}

export function collectFeatures(): Features {
  const titles = new Map<string, string>()
  const keywords = new Map<string, string>()
  return {
    add({ uri, feature }) {
      if (uri === undefined || !feature) return
      titles.set(uri, feature.name)
      const children = feature.children.flatMap((child) => [child, ...(child.rule?.children ?? [])])
      for (const { background, scenario } of children)
        for (const step of [...(background?.steps ?? []), ...(scenario?.steps ?? [])])
          keywords.set(step.id, step.keyword.trim())
    },
    nameOf: (file) => titles.get(file) ?? file,
    keywordOf: (nodes) => nodes.map((node) => keywords.get(node)).find(Boolean) ?? '',
  }
}

/** A scenario that was planned, before anything is known of how it went. */
export interface Planned {
  readonly pickle: Pickle
  /** In order; those without a step of the feature are hooks. */
  readonly steps: readonly {
    id: string
    pickleStepId: string | undefined
    hookId: string | undefined
  }[]
}
