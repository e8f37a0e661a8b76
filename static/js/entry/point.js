// Where a point lies, by the same numbers as the rules of the server.
const within = ([low, high], value) => low <= value && value <= high;

export function whereIs({ lat, lng }, bangkok, frame) {
  const isInside = (north, east) => within(bangkok.lat, north) && within(bangkok.lng, east);
  if (!isInside(lat, lng)) return isInside(lng, lat) ? "swapped" : "outside_bangkok";
  if (!frame) return "unknown";
  const [south, west, north, east] = frame;
  return within([south, north], lat) && within([west, east], lng) ? "inside" : "outside_district";
}
