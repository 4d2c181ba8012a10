/** A module of the built server: what is measured is what `npm start` runs. `npm run bench:…` builds first. */
export async function built<Module>(path: string): Promise<Module> {
  return (await import(new URL(`../../dist/${path}`, import.meta.url).href)) as Module;
}
