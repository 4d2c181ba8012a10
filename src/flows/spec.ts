export type CompiledFlow = { slug: string; hash: string };
