print("frontis")
