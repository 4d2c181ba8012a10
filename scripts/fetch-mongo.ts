/** Fetches the MongoDB stand-in of the tests from Maven Central into the user's cache folder. */
import { fetchStandIn } from '../test/support/mongo/stand-in.ts';

console.log(await fetchStandIn(process.env));
