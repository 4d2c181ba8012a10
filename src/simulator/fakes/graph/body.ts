/** A request body in whichever of Graph's three forms it came: fields that hold JSON, and at most one file. */
export interface GraphBody {
  fields: Record<string, unknown>;
  file: { name: string; contentType: string; bytes: Buffer } | null;
}

/** @returns null when the body is not what its content type says. */
export async function readGraphBody(body: Buffer, contentType: string): Promise<GraphBody | null> {
  if (body.length === 0) return { fields: {}, file: null };
  if (contentType.startsWith('application/json')) return fromJson(body.toString('utf8'));
  return fromForm(body, contentType);
}

function fromJson(text: string): GraphBody | null {
  const value = jsonOr(text, null);
  return isRecord(value) ? { fields: value, file: null } : null;
}

async function fromForm(body: Buffer, contentType: string): Promise<GraphBody | null> {
  const parsed: GraphBody = { fields: {}, file: null };
  try {
    const headers = { 'content-type': contentType };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    for (const [name, value] of form.entries()) {
      if (typeof value === 'string') parsed.fields[name] = jsonOr(value, value);
      else if (name === 'filedata') {
        const bytes = Buffer.from(await value.arrayBuffer());
        parsed.file = { name: value.name, contentType: value.type, bytes };
      }
    }
    return parsed;
  } catch {
    return null;
  }
}

function jsonOr<T>(text: string, otherwise: T): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return otherwise;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
