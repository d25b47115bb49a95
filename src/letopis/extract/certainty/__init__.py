"""How surely: modality and polarity, with the words that show them."""
