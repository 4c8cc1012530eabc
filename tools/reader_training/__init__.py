"""How the weights of the trained reader are made; torch is needed here and nowhere else."""
