"""How the weights of the `trained` reader are made; torch is needed here and nowhere else.

Nothing of the pipeline imports it. Steps: readings -> fitting -> export -> tuning.
"""
