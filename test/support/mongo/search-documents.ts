import mongoose from 'mongoose';

/** Collections of a database with a document that holds any of the needles, byte for byte; media among them. */
export async function documentsWith(uri: string, needles: readonly string[]): Promise<string[]> {
  const db = await mongoose.createConnection(uri).asPromise();
  try {
    const found: string[] = [];
    for (const { name } of (await db.db?.listCollections().toArray()) ?? []) {
      for await (const document of db.collection(name).find({})) {
        const bytes = Buffer.from(mongoose.mongo.BSON.serialize(document));
        if (needles.some((needle) => bytes.includes(needle))) found.push(`${name} in MongoDB`);
      }
    }
    return found;
  } finally {
    await db.close();
  }
}
