"""How the learned reader is made: development only, needs PyTorch; see MODEL_CARD.md."""
