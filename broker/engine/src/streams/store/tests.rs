mod behaviour;
mod crash;
mod damage;
mod everywhere;
mod model;
