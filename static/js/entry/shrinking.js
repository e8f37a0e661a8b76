// A photo made small before it is kept or sent: what the camera wrote beside the picture stays behind.
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
const WORST_QUALITY = 0.5;
const MOST_BYTES = 1_500_000;

function drawn(bitmap) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const paper = canvas.getContext("2d");
  paper.imageSmoothingQuality = "high";
  paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

const jpegOf = (canvas, quality) =>
  new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/jpeg", quality));

// A JPEG of at most 1600 pixels a side; rejects what the browser cannot read as a picture.
export async function shrunk(file) {
  const canvas = drawn(await createImageBitmap(file, { imageOrientation: "from-image" }));
  const blob = await jpegOf(canvas, QUALITY);
  return blob.size > MOST_BYTES ? jpegOf(canvas, WORST_QUALITY) : blob;
}
